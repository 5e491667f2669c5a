"""Numbers of PyTorch for layers.test.ts: python3 layers.py > layers.json

Everything is float64, from a fixed seed. Weights of linear maps are stored as Pullback keeps them, [in, out].
"""

import json
import sys

import torch
from torch import nn

torch.set_default_dtype(torch.float64)
torch.manual_seed(7)


def draw(*shape):
    """Normal, with two decimals, which take less room."""
    return (100 * torch.randn(*shape)).round() / 100


def values(tensor):
    """Rounded to 12 digits."""
    flat = [float(f"{number:.12g}") for number in tensor.detach().reshape(-1).tolist()]
    return torch.tensor(flat).reshape(tensor.shape).tolist()


def randomize(module):
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.copy_(draw(*parameter.shape))
    return module


def gradients(output, sources):
    """The cotangent, and the gradients of the sources under it."""
    cotangent = draw(*output.shape)
    found = torch.autograd.grad(output, list(sources.values()), cotangent)
    return values(cotangent), dict(zip(sources.keys(), found))


def case(output, sources, transposed=(), **others):
    cotangent, found = gradients(output, sources)
    stored = lambda name, tensor: values(tensor.T if name in transposed else tensor)
    return {
        "sources": {name: stored(name, tensor) for name, tensor in sources.items()},
        "output": values(output),
        "cotangent": cotangent,
        "gradients": {name: stored(name, tensor) for name, tensor in found.items()},
        **others,
    }


def batch_norm(shape):
    channels = shape[1]
    module = randomize((nn.BatchNorm1d if len(shape) < 4 else nn.BatchNorm2d)(channels, momentum=0.3, eps=1e-3))
    training = []
    for _ in range(3):
        x = (2 * draw(*shape) + 1).requires_grad_()
        sources = {"x": x, "scale": module.weight, "shift": module.bias}
        training.append(
            case(
                module(x),
                sources,
                runningMean=values(module.running_mean),
                runningVariance=values(module.running_var),
            )
        )
    module.eval()
    x = draw(*shape).requires_grad_()
    return {"training": training, "evaluation": case(module(x), {"x": x, "scale": module.weight, "shift": module.bias})}


def layer_norm(shape, end):
    module = randomize(nn.LayerNorm(end, eps=1e-3))
    x = draw(*shape).requires_grad_()
    return case(module(x), {"x": x, "scale": module.weight, "shift": module.bias}, end=end)


def attention(causal):
    module = randomize(nn.MultiheadAttention(6, 2, batch_first=True))
    x = draw(3, 5, 6).requires_grad_()
    mask = torch.triu(torch.ones(5, 5, dtype=torch.bool), 1) if causal else None
    output, _ = module(x, x, x, attn_mask=mask, need_weights=False)
    weights = {
        "projection.weight": module.in_proj_weight,
        "projection.bias": module.in_proj_bias,
        "output.weight": module.out_proj.weight,
        "output.bias": module.out_proj.bias,
    }
    return case(output, {"x": x, **weights}, transposed=("projection.weight", "output.weight"))


def cell(kind):
    module = randomize(kind(3, 4))
    x, hidden, memory = (draw(2, size).requires_grad_() for size in (3, 4, 4))
    sources = {"x": x, "hidden": hidden}
    if kind is nn.LSTMCell:
        sources["cell"] = memory
        next_hidden, next_memory = module(x, (hidden, memory))
        output = torch.cat([next_hidden, next_memory], 1)
    else:
        output = module(x, hidden)
    weights = {
        "inputWeight": module.weight_ih,
        "hiddenWeight": module.weight_hh,
        "inputBias": module.bias_ih,
        "hiddenBias": module.bias_hh,
    }
    return case(output, {**sources, **weights}, transposed=("inputWeight", "hiddenWeight"))


def convolution(kind, shape, kernel, **options):
    module = randomize(kind(shape[1], 6, kernel, **options))
    x = draw(*shape).requires_grad_()
    return case(module(x), {"x": x, "weight": module.weight, "bias": module.bias})


def embedding():
    module = randomize(nn.Embedding(5, 3))
    indices = torch.tensor([[4, 0, 4], [1, 4, 0]])
    return case(module(indices), {"weight": module.weight}, indices=indices.tolist())


def linear():
    module = randomize(nn.Linear(4, 3))
    x = draw(2, 5, 4).requires_grad_()
    return case(module(x), {"x": x, "weight": module.weight, "bias": module.bias}, transposed=("weight",))


json.dump(
    {
        "source": f"PyTorch {torch.__version__}, packages/nn/test/pytorch/layers.py",
        "linear": linear(),
        "batchNorm [4, 3]": batch_norm([4, 3]),
        "batchNorm [2, 3, 4]": batch_norm([2, 3, 4]),
        "batchNorm [2, 3, 2, 2]": batch_norm([2, 3, 2, 2]),
        "layerNorm [6]": layer_norm([2, 3, 6], [6]),
        "layerNorm [3, 4]": layer_norm([2, 3, 4], [3, 4]),
        "attention": attention(False),
        "causal attention": attention(True),
        "rnnCell": cell(nn.RNNCell),
        "gruCell": cell(nn.GRUCell),
        "lstmCell": cell(nn.LSTMCell),
        "conv1d": convolution(nn.Conv1d, [2, 4, 7], 3, stride=2, padding=1, groups=2),
        "conv2d": convolution(nn.Conv2d, [2, 4, 5, 6], (3, 2), stride=(2, 1), padding=1, dilation=(1, 2), groups=2),
        "embedding": embedding(),
    },
    sys.stdout,
    separators=(",", ":"),
)
print()
