"""Makes the reference numbers beside this file: optimizers.json, schedules.json and losses.json.

Run it with Python and PyTorch 1.13: python3 packages/nn/test/pytorch/trajectories.py
Everything is float64, and nothing is drawn at random.
"""

import json
import math
import warnings
from pathlib import Path

import torch
from torch import optim
from torch.nn import functional as F
from torch.optim import lr_scheduler

warnings.filterwarnings("ignore")
torch.set_default_dtype(torch.float64)
HERE = Path(__file__).parent
SOURCE = f"PyTorch {torch.__version__}, by packages/nn/test/pytorch/trajectories.py"


def wave(shape, amplitude, frequency, phase=0.0):
    """Numbers that look drawn, and are the same everywhere: rounded, so that JSON holds them exactly."""
    count = math.prod(shape)
    values = [round(amplitude * math.sin(frequency * i + phase), 3) for i in range(count)]
    return torch.tensor(values).reshape(shape)


def write(name, content):
    path = HERE / f"{name}.json"
    lines = [f'"source": {json.dumps(SOURCE)}']
    for key, value in content.items():
        if isinstance(value, list):
            entries = ",\n  ".join(json.dumps(entry, separators=(",", ":")) for entry in value)
            lines.append(f'"{key}": [\n  {entries}\n]')
        else:
            lines.append(f'"{key}": {json.dumps(value, separators=(",", ":"))}')
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")


# Optimizers. The loss at step t is Σ κ (w - target)² / 2 + cos(0.7 t) Σ noise w, plus the product of the sums of all
# parameters times 0.05: uneven curvature, gradients that change their signs and sizes, parameters that depend on each other.

SHAPES = {"weight": [2, 3], "bias": [4], "scale": []}
KEPT = [1, 2, 3, 5, 10, 20, 35, 50]


def problem():
    parameters = {}
    for k, (name, shape) in enumerate(SHAPES.items()):
        count = math.prod(shape)
        parameters[name] = {
            "shape": shape,
            "start": wave(shape, 1.5, 1.7, k).flatten().tolist(),
            "target": wave(shape, 2.0, 2.3, 3 + k).flatten().tolist(),
            "curvature": [round(0.05 * 3.0 ** ((i + k) % 5), 3) for i in range(count)],
            "noise": wave(shape, 0.8, 3.1, 5 + k).flatten().tolist(),
        }
    return parameters


def loss_at(step, weights, constants):
    loss = torch.zeros(())
    product = torch.ones(())
    for name, w in weights.items():
        c = constants[name]
        loss = loss + (c["curvature"] * (w - c["target"]) ** 2).sum() / 2
        loss = loss + math.cos(0.7 * step) * (c["noise"] * w).sum()
        product = product * w.sum()
    return loss + 0.05 * product


# Name of the class here, options here, class there, options there.
OPTIMIZERS = [
    ("SGD", {"learningRate": 0.1}, optim.SGD, {"lr": 0.1}),
    ("SGD", {"learningRate": 0.05, "weightDecay": 0.1}, optim.SGD, {"lr": 0.05, "weight_decay": 0.1}),
    ("SGD", {"learningRate": 0.03, "momentum": 0.9}, optim.SGD, {"lr": 0.03, "momentum": 0.9}),
    (
        "SGD",
        {"learningRate": 0.03, "momentum": 0.8, "dampening": 0.3, "weightDecay": 0.05},
        optim.SGD,
        {"lr": 0.03, "momentum": 0.8, "dampening": 0.3, "weight_decay": 0.05},
    ),
    (
        "SGD",
        {"learningRate": 0.02, "momentum": 0.9, "nesterov": True},
        optim.SGD,
        {"lr": 0.02, "momentum": 0.9, "nesterov": True},
    ),
    (
        "SGD",
        {"learningRate": 0.02, "momentum": 0.7, "nesterov": True, "weightDecay": 0.2},
        optim.SGD,
        {"lr": 0.02, "momentum": 0.7, "nesterov": True, "weight_decay": 0.2},
    ),
    ("Adagrad", {}, optim.Adagrad, {}),
    ("Adagrad", {"learningRate": 0.5, "learningRateDecay": 0.1}, optim.Adagrad, {"lr": 0.5, "lr_decay": 0.1}),
    (
        "Adagrad",
        {"learningRate": 0.3, "initialAccumulator": 0.2, "epsilon": 0.1, "weightDecay": 0.1},
        optim.Adagrad,
        {"lr": 0.3, "initial_accumulator_value": 0.2, "eps": 0.1, "weight_decay": 0.1},
    ),
    ("Adadelta", {}, optim.Adadelta, {}),
    (
        "Adadelta",
        {"learningRate": 0.7, "rho": 0.8, "epsilon": 0.01, "weightDecay": 0.1},
        optim.Adadelta,
        {"lr": 0.7, "rho": 0.8, "eps": 0.01, "weight_decay": 0.1},
    ),
    ("RMSProp", {}, optim.RMSprop, {}),
    (
        "RMSProp",
        {"alpha": 0.8, "epsilon": 0.05, "weightDecay": 0.1},
        optim.RMSprop,
        {"alpha": 0.8, "eps": 0.05, "weight_decay": 0.1},
    ),
    ("RMSProp", {"learningRate": 0.005, "momentum": 0.9}, optim.RMSprop, {"lr": 0.005, "momentum": 0.9}),
    ("RMSProp", {"alpha": 0.9, "centered": True}, optim.RMSprop, {"alpha": 0.9, "centered": True}),
    (
        "RMSProp",
        {"learningRate": 0.004, "alpha": 0.95, "epsilon": 0.01, "momentum": 0.5, "centered": True, "weightDecay": 0.05},
        optim.RMSprop,
        {"lr": 0.004, "alpha": 0.95, "eps": 0.01, "momentum": 0.5, "centered": True, "weight_decay": 0.05},
    ),
    ("Adam", {}, optim.Adam, {}),
    (
        "Adam",
        {"learningRate": 0.1, "beta1": 0.8, "beta2": 0.9, "epsilon": 0.1, "weightDecay": 0.1},
        optim.Adam,
        {"lr": 0.1, "betas": (0.8, 0.9), "eps": 0.1, "weight_decay": 0.1},
    ),
    (
        "Adam",
        {"learningRate": 0.1, "beta2": 0.7, "amsgrad": True},
        optim.Adam,
        {"lr": 0.1, "betas": (0.9, 0.7), "amsgrad": True},
    ),
    ("Adam", {"beta1": 0, "beta2": 0, "epsilon": 1}, optim.Adam, {"betas": (0.0, 0.0), "eps": 1}),
    ("AdamW", {}, optim.AdamW, {}),
    (
        "AdamW",
        {"learningRate": 0.1, "beta1": 0.8, "beta2": 0.9, "epsilon": 0.1, "weightDecay": 0.3},
        optim.AdamW,
        {"lr": 0.1, "betas": (0.8, 0.9), "eps": 0.1, "weight_decay": 0.3},
    ),
    (
        "AdamW",
        {"learningRate": 0.1, "beta2": 0.75, "amsgrad": True, "weightDecay": 0},
        optim.AdamW,
        {"lr": 0.1, "betas": (0.9, 0.75), "amsgrad": True, "weight_decay": 0},
    ),
]


def trajectory(make, options, parameters, clip=None):
    def tensors(name, part):
        return torch.tensor(parameters[name][part]).reshape(parameters[name]["shape"])

    weights = {name: tensors(name, "start").requires_grad_() for name in parameters}
    constants = {
        name: {part: tensors(name, part) for part in ("target", "curvature", "noise")} for name in parameters
    }
    optimizer = make(weights.values(), **options)
    kept = []
    for step in range(1, 51):
        optimizer.zero_grad()
        loss_at(step, weights, constants).backward()
        if clip is not None:
            clip(weights.values())
        optimizer.step()
        if step in KEPT:
            kept.append([x for w in weights.values() for x in w.detach().flatten().tolist()])
    return kept


def write_optimizers():
    parameters = problem()
    cases = [
        {"optimizer": name, "options": here, "values": trajectory(make, there, parameters)}
        for name, here, make, there in OPTIMIZERS
    ]
    norm = lambda weights: torch.nn.utils.clip_grad_norm_(weights, 0.5)
    value = lambda weights: torch.nn.utils.clip_grad_value_(weights, 0.2)
    clipped = [
        {"clip": "norm", "max": 0.5, "values": trajectory(optim.SGD, {"lr": 0.1}, parameters, norm)},
        {"clip": "value", "max": 0.2, "values": trajectory(optim.SGD, {"lr": 0.1}, parameters, value)},
    ]
    write("optimizers", {"steps": KEPT, "parameters": parameters, "cases": cases, "clipped": clipped})


# Schedules: the rate of each step, as an optimizer at rate 0.4 would use it.


def rates(make, count):
    optimizer = optim.SGD([torch.zeros((), requires_grad=True)], lr=0.4)
    schedule = make(optimizer)
    kept = []
    for _ in range(count):
        kept.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
    return kept


def one_cycle(**options):
    return lambda o: lr_scheduler.OneCycleLR(o, max_lr=0.4, cycle_momentum=False, **options)


def warm_cosine(o):
    parts = [
        lr_scheduler.LinearLR(o, start_factor=0.1, total_iters=4),
        lr_scheduler.CosineAnnealingLR(o, T_max=10, eta_min=0.02),
    ]
    return lr_scheduler.SequentialLR(o, parts, milestones=[4])


SCHEDULES = [
    ("stepDecay", {"every": 3}, lambda o: lr_scheduler.StepLR(o, 3), 12),
    ("stepDecay", {"every": 1, "factor": 0.7}, lambda o: lr_scheduler.StepLR(o, 1, gamma=0.7), 12),
    ("exponentialDecay", {"factor": 0.9}, lambda o: lr_scheduler.ExponentialLR(o, 0.9), 12),
    ("cosineDecay", {"steps": 11}, lambda o: lr_scheduler.CosineAnnealingLR(o, 11), 12),
    ("cosineDecay", {"steps": 7, "minimum": 0.03}, lambda o: lr_scheduler.CosineAnnealingLR(o, 7, eta_min=0.03), 8),
    ("linearWarmUp", {"steps": 5}, lambda o: lr_scheduler.LinearLR(o), 12),
    ("linearWarmUp", {"steps": 8, "from": 0.1}, lambda o: lr_scheduler.LinearLR(o, 0.1, total_iters=8), 12),
    ("oneCycle", {"steps": 20}, one_cycle(total_steps=20), 20),
    (
        "oneCycle",
        {"steps": 17, "warmUp": 0.4, "annealing": "linear", "divisor": 10, "finalDivisor": 100},
        one_cycle(total_steps=17, pct_start=0.4, anneal_strategy="linear", div_factor=10.0, final_div_factor=100.0),
        17,
    ),
    ("oneCycle", {"steps": 12, "warmUp": 0.5}, one_cycle(total_steps=12, pct_start=0.5), 12),
    ("warmCosine", {}, warm_cosine, 15),
]


def write_schedules():
    cases = [
        {"schedule": name, "options": options, "rates": rates(make, count)} for name, options, make, count in SCHEDULES
    ]
    write("schedules", {"learningRate": 0.4, "cases": cases})


# Losses: value and gradient by the prediction, under a cotangent that is not ones where the loss is not a scalar.


def evaluate(loss, prediction, reduction):
    x = prediction.clone().requires_grad_()
    value = loss(x, reduction)
    cotangent = wave(list(value.shape), 1.0, 1.3, 0.5) if reduction == "none" else torch.tensor(1.0)
    value.backward(cotangent)
    flat = lambda t: t.detach().flatten().tolist()
    return {"value": flat(value), "valueShape": list(value.shape), "cotangent": flat(cotangent), "gradient": flat(x.grad)}


def tensor_data(t):
    return {"shape": list(t.shape), "dtype": "int32" if t.dtype == torch.int64 else "float64", "data": t.flatten().tolist()}


def loss_cases():
    a, b = wave([3, 4], 2.0, 1.1), wave([3, 4], 1.5, 2.1, 1.0)
    b[1, 2] = a[1, 2]  # a kink of the absolute error
    yield "meanSquaredError", {}, a, b, lambda x, r: F.mse_loss(x, b, reduction=r)
    yield "meanAbsoluteError", {}, a, b, lambda x, r: F.l1_loss(x, b, reduction=r)
    yield "huber", {}, a, b, lambda x, r: F.huber_loss(x, b, reduction=r)
    yield "huber", {"delta": 0.4}, a, b, lambda x, r: F.huber_loss(x, b, reduction=r, delta=0.4)

    logits, labels = wave([5, 3], 3.0, 1.9), torch.tensor([2, 0, 1, 1, 2])
    soft = wave([5, 3], 0.5, 2.7).abs()  # rows that do not sum to 1
    for smoothing in (0.0, 0.2):
        options = {"labelSmoothing": smoothing} if smoothing > 0 else {}
        cross = lambda target: lambda x, r, s=smoothing: F.cross_entropy(x, target, reduction=r, label_smoothing=s)
        yield "crossEntropy", options, logits, labels, cross(labels)
        yield "crossEntropy", options, logits, F.one_hot(labels, 3).double(), cross(F.one_hot(labels, 3).double())
        yield "crossEntropy", options, logits, soft, cross(soft)
        maps, map_labels = wave([2, 3, 2, 2], 2.0, 1.3), torch.tensor([0, 2, 1, 1, 2, 0, 0, 1]).reshape(2, 2, 2)
        map_soft = wave([2, 3, 2, 2], 0.7, 0.9).abs()
        yield "crossEntropy", {**options, "axis": 1}, maps, map_labels, cross(map_labels)
        yield "crossEntropy", {**options, "axis": 1}, maps, map_soft, cross(map_soft)
    log_probabilities = F.log_softmax(logits, 1)
    yield "negativeLogLikelihood", {}, log_probabilities, labels, lambda x, r: F.nll_loss(x, labels, reduction=r)

    scores, truth = wave([4, 3], 4.0, 1.7), wave([4, 3], 1.0, 0.8, 0.3).abs()
    truth[0, 0], truth[1, 1] = 0.0, 1.0
    yield (
        "binaryCrossEntropyWithLogits",
        {},
        scores,
        truth,
        lambda x, r: F.binary_cross_entropy_with_logits(x, truth, reduction=r),
    )
    yield (
        "binaryCrossEntropyWithLogits",
        {"positiveWeight": 2.5},
        scores,
        truth,
        lambda x, r: F.binary_cross_entropy_with_logits(x, truth, reduction=r, pos_weight=torch.tensor(2.5)),
    )
    weights = torch.tensor([0.5, 1.0, 3.0])
    yield (
        "binaryCrossEntropyWithLogits",
        {"positiveWeight": weights.tolist()},
        scores,
        truth,
        lambda x, r: F.binary_cross_entropy_with_logits(x, truth, reduction=r, pos_weight=weights),
    )

    q, p = F.softmax(wave([4, 3], 1.5, 1.3), 1), F.softmax(wave([4, 3], 1.5, 2.9), 1)
    p[0] = torch.tensor([0.0, 1.0, 0.0])
    rows = lambda terms, r: {"none": terms.sum(1), "sum": terms.sum(), "mean": terms.sum() / 4}[r]
    yield "klDivergence", {}, q, p, lambda x, r: rows(F.kl_div(x.log(), p, reduction="none"), r)
    z = wave([4, 3], 2.5, 1.3)
    yield "klDivergenceWithLogits", {}, z, p, lambda x, r: rows(F.kl_div(F.log_softmax(x, 1), p, reduction="none"), r)


def write_losses():
    cases = []
    for name, options, prediction, target, loss in loss_cases():
        for reduction in ("none", "sum", "mean"):
            cases.append(
                {
                    "loss": name,
                    "options": {**options, "reduction": reduction},
                    "prediction": tensor_data(prediction),
                    "target": tensor_data(target),
                    **evaluate(loss, prediction, reduction),
                }
            )
    write("losses", {"cases": cases})


if __name__ == "__main__":
    write_optimizers()
    write_schedules()
    write_losses()
