"""NumPy: no autograd, so each backward pass is written by hand, and nothing but arithmetic is paid for."""

import sys

try:
    import numpy
except ImportError as error:
    print('{"absent": "no numpy for ' + sys.executable + '"}', flush=True)
    sys.exit()

import os

from serve import checksum, serve, sum_of_squares


def network(work, arrays):
    x, y, w1, w2 = (arrays[name] for name in ("x", "y", "w1", "w2"))
    rate = numpy.float32(work["learningRate"])
    weights = [w1.copy(), w2.copy()]

    def forward():
        h = x @ weights[0]
        a = numpy.maximum(h, 0)
        d = a @ weights[1] - y
        return h, a, d, (d * d).sum()

    def gradient():
        h, a, d, loss = forward()
        p_bar = 2 * d
        h_bar = (p_bar @ weights[1].T) * (h > 0)
        return loss, [x.T @ h_bar, a.T @ p_bar]

    if work["part"] == "forward":
        return repeated(forward, lambda last: last[3])
    if work["part"] == "gradient":
        return repeated(gradient, lambda last: sum_of_squares(last[1]))
    return descent(weights, gradient, rate)


def product(_work, arrays):
    a, b = arrays["a"], arrays["b"]
    return repeated(lambda: a @ b, checksum)


def classifier(work, arrays):
    x, y = arrays["x"], arrays["y"]
    weights = [arrays["w"].copy()]
    samples = numpy.float32(len(x))

    def gradient():
        logits = x @ weights[0]
        logits -= logits.max(axis=1, keepdims=True)
        exponentials = numpy.exp(logits)
        sums = exponentials.sum(axis=1, keepdims=True)
        loss = -(y * (logits - numpy.log(sums))).sum() / samples
        return loss, [x.T @ ((exponentials / sums - y) / samples)]

    return descent(weights, gradient, numpy.float32(work["learningRate"]))


def chain(work, arrays):
    a, b = arrays["a"], arrays["b"]
    weights = [arrays["x"].copy()]
    turns = work["links"] // 2

    def gradient():
        z = weights[0]
        for _ in range(turns):
            z = z * a + b
        z_bar = 2 * z
        for _ in range(turns):
            z_bar = z_bar * a
        return (z * z).sum(), [z_bar]

    return descent(weights, gradient, numpy.float32(work["learningRate"]))


def descent(weights, gradient, rate):
    first = [weight.copy() for weight in weights]
    last = [float("nan")]

    def reset():
        for weight, value in zip(weights, first):
            weight[...] = value

    def step():
        loss, gradients = gradient()
        for weight, cotangent in zip(weights, gradients):
            weight -= rate * cotangent
        last[0] = float(loss)

    return reset, step, lambda: last[0]


def repeated(compute, value):
    last = [None]

    def step():
        last[0] = compute()

    return lambda: None, step, lambda: value(last[0])


serve(
    numpy.__version__,
    f"backward by hand, {os.environ.get('OMP_NUM_THREADS', 'its own number of')} thread(s)",
    {
        "network": network,
        "product": product,
        "classifier": classifier,
        "convolution": "NumPy has no convolution of images",
        "chain": chain,
        "memory": "measured for this project alone",
    },
)
