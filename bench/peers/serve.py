"""The loop of a contender's process: a request on standard input, a reply on standard output."""

import json
import sys
import time

import numpy


def serve(version, notes, rules):
    """`rules[kind](work, arrays)` gives (reset, step, value); a string says why there is no rule."""
    say({"version": version, "notes": notes})
    prepared = {}
    for line in sys.stdin:
        request = json.loads(line)
        name = request["workload"]["name"]
        try:
            if name not in prepared:
                prepared[name] = prepare(request, rules)
            ready = prepared[name]
            say({"lacks": ready} if isinstance(ready, str) else run(ready, request["steps"]))
        except Exception as error:  # whatever it is, the bench has to hear of it
            say({"failure": f"{type(error).__name__}: {error}"})


def prepare(request, rules):
    rule = rules[request["workload"]["work"]["kind"]]
    if isinstance(rule, str):
        return rule
    arrays = {
        name: numpy.fromfile(stored["file"], dtype=numpy.float32).reshape(stored["shape"])
        for name, stored in request["arrays"].items()
    }
    return rule(request["workload"]["work"], arrays)


def run(ready, steps):
    reset, step, value = ready
    reset()
    start = time.perf_counter()
    for _ in range(steps):
        step()
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "value": float(value())}


def checksum(array):
    """Σ (1 + i mod 7) xᵢ, which a transposed result would not pass."""
    flat = numpy.asarray(array, dtype=numpy.float64).ravel()
    return numpy.dot(1 + numpy.arange(flat.size) % 7, flat)


def sum_of_squares(arrays):
    return sum(float((numpy.asarray(array, dtype=numpy.float64) ** 2).sum()) for array in arrays)


def say(message):
    print(json.dumps(message), flush=True)
