"""PyTorch, eager: autograd, and the update in place."""

import sys

try:
    import torch
except ImportError as error:
    print('{"absent": "no torch for ' + sys.executable + '"}', flush=True)
    sys.exit()

from torch.nn.functional import conv2d, log_softmax, max_pool2d

from serve import checksum, serve, sum_of_squares


def network(work, arrays):
    x, y = torch.from_numpy(arrays["x"]), torch.from_numpy(arrays["y"])
    weights = parameters(arrays, ["w1", "w2"])
    w1, w2 = weights

    def loss():
        return ((x.mm(w1).relu().mm(w2) - y) ** 2).sum()

    if work["part"] == "step":
        return descent(weights, loss, work["learningRate"])
    if work["part"] == "gradient":
        return repeated(lambda: torch.autograd.grad(loss(), weights), sum_of_squares)
    return repeated(loss, lambda last: last.item())


def product(_work, arrays):
    a, b = torch.from_numpy(arrays["a"]), torch.from_numpy(arrays["b"])
    return repeated(lambda: a.mm(b), checksum)


def classifier(work, arrays):
    x, y = torch.from_numpy(arrays["x"]), torch.from_numpy(arrays["y"])
    weights = parameters(arrays, ["w"])
    return descent(weights, lambda: cross_entropy(x.mm(weights[0]), y), work["learningRate"])


def convolution(work, arrays):
    x, y = torch.from_numpy(arrays["x"]), torch.from_numpy(arrays["y"])
    weights = parameters(arrays, ["k1", "k2", "w"])
    k1, k2, w = weights

    def loss():
        first = max_pool2d(conv2d(x, k1, padding=1).relu(), 2)
        second = max_pool2d(conv2d(first, k2, padding=1).relu(), 2)
        return cross_entropy(second.flatten(1).mm(w), y)

    return descent(weights, loss, work["learningRate"])


def chain(work, arrays):
    a, b = torch.from_numpy(arrays["a"]), torch.from_numpy(arrays["b"])
    weights = parameters(arrays, ["x"])

    def loss():
        z = weights[0]
        for _ in range(work["links"] // 2):
            z = z * a + b
        return (z**2).sum()

    return descent(weights, loss, work["learningRate"])


def cross_entropy(logits, labels):
    return -(labels * log_softmax(logits, 1)).sum() / labels.shape[0]


def parameters(arrays, names):
    return [torch.from_numpy(arrays[name].copy()).requires_grad_() for name in names]


def descent(weights, loss, learning_rate):
    first = [weight.detach().clone() for weight in weights]
    last = [float("nan")]

    def reset():
        with torch.no_grad():
            for weight, value in zip(weights, first):
                weight.copy_(value)

    def step():
        value = loss()
        gradients = torch.autograd.grad(value, weights)
        with torch.no_grad():
            for weight, gradient in zip(weights, gradients):
                weight.sub_(gradient, alpha=learning_rate)
        last[0] = value.item()

    return reset, step, lambda: last[0]


def repeated(compute, value):
    last = [None]

    def step():
        last[0] = compute()

    return lambda: None, step, lambda: value(last[0])


serve(
    torch.__version__,
    f"eager, {torch.get_num_threads()} thread(s)",
    {
        "network": network,
        "product": product,
        "classifier": classifier,
        "convolution": convolution,
        "chain": chain,
        "memory": "measured for this project alone",
    },
)
