"""The eight networks in PyTorch, written from the paper's tables and not from the Java sources; only weight names are shared.

A network is a function (weights, data) -> (loss, new running statistics); weights and data are dicts of tensors.
"""
import torch
import torch.nn.functional as F

MOMENTUM, EPSILON, SLOPE = 0.99, 1e-3, 0.05


class Net:
    """One evaluation: looks weights up by layer name and keeps the statistics batch normalisation renews."""

    def __init__(self, weights, training=True):
        self.w = weights
        self.training = training
        self.renewed = {}

    def conv(self, name, x, stride=1):
        kernel = self.w[name + ".kernel"]
        size = kernel.shape[2]
        before = (size - stride) // 2
        after = size - stride - before
        return F.conv2d(F.pad(x, (before, after, before, after)), kernel, self.w[name + ".bias"], stride)

    def up_conv(self, name, x):
        """Keras "same", stride 2, kernel 5: the full result is one row too long before and two after."""
        large = F.conv_transpose2d(x, self.w[name + ".kernel"], self.w[name + ".bias"], stride=2, padding=1)
        return large[:, :, :-1, :-1]

    def dense(self, name, x):
        return x @ self.w[name + ".kernel"] + self.w[name + ".bias"]

    def norm(self, name, x):
        if not self.training:
            w = [self.w[f"{name}.{part}"] for part in ("mean", "variance", "gamma", "beta")]
            return F.batch_norm(x, *w, eps=EPSILON)
        for statistic, batch in (("mean", x.mean((0, 2, 3))), ("variance", x.var((0, 2, 3), unbiased=False))):
            key = f"{name}.{statistic}"
            self.renewed[key] = MOMENTUM * self.w[key] + (1 - MOMENTUM) * batch.detach()
        return F.batch_norm(x, None, None, self.w[name + ".gamma"], self.w[name + ".beta"], training=True, eps=EPSILON)

    def encode(self, x, prefix=""):
        for i in (1, 2, 3):
            x = F.leaky_relu(self.conv(f"{prefix}enc{i}", x, 2), SLOPE)
        return self.conv(prefix + "enc4", x, 2)

    def decode(self, x):
        for i in (1, 2, 3):
            x = F.leaky_relu(self.up_conv(f"dec{i}", x), SLOPE)
        return self.up_conv("dec4", x)

    def lat(self, name, x):
        x = F.relu(self.norm(name + ".bn", self.conv(name + ".conv", x)))
        mlp = lambda v: self.dense(name + ".attention.up", F.relu(self.dense(name + ".attention.down", v)))
        factors = torch.sigmoid(mlp(x.mean((2, 3))) + mlp(x.amax((2, 3))))
        return x * factors[:, :, None, None]

    def rec(self, name, x):
        return F.max_pool2d(F.relu(self.norm(name + ".bn", self.conv(name + ".conv", x))), 2)

    def product(self, features, block):
        whole = None
        for i, feature in enumerate(features):
            prefix = f"jnd{i + 1}." if len(features) > 1 else ""
            branch = block(self, prefix, self.norm(prefix + "bn", feature))
            whole = branch if whole is None else whole * branch
        return whole

    def lat_levels(self, features):
        x = self.product(features, lambda net, prefix, v: net.lat(prefix + "lat64", v))
        x = F.max_pool2d(self.lat("lat128", x), 2)
        x = F.max_pool2d(self.lat("lat512", self.lat("lat256", x)), 2).flatten(1)
        levels = []
        for i in range(len(features)):
            head = f"head{i + 1}" if len(features) > 1 else "head"
            hidden = F.relu(self.dense(head + ".narrow", F.relu(self.dense(head + ".wide", x))))
            levels.append(F.relu(self.dense(head + ".level", hidden)))
        return torch.cat(levels, 1)

    def rec_levels(self, features):
        x = self.product(features, lambda net, prefix, v: net.rec(prefix + "rec512", v))
        for filters in (256, 128, 64, 32):
            x = self.rec(f"rec{filters}", x)
        x = F.relu(self.dense("wide", x.flatten(1)))
        heads = [f"head{i + 1}" for i in range(len(features))] if len(features) > 1 else ["head"]
        return torch.cat([F.relu(self.dense(head + ".level", x)) for head in heads], 1)


def level_loss(levels, data):
    return (data["weight"] * (levels - data["target"]).abs()).mean()


def backbone(net, data):
    return ((net.decode(net.encode(data["frame"])) - data["target"]) ** 2).mean()


def end_to_end(net, data, from_latent):
    latent = net.encode(data["frame"])
    picture = net.decode(latent)
    levels = net.lat_levels([latent]) if from_latent else net.rec_levels([picture])
    return 0.01 * ((picture - data["coded"]) ** 2).mean() + 0.99 * level_loss(levels, data)


NETS = {
    "img-recon": backbone,
    "jnd-recon": backbone,
    "lat": lambda net, d: level_loss(net.lat_levels([d["latent"]]), d),
    "rec": lambda net, d: level_loss(net.rec_levels([d["reconstruction"]]), d),
    "e2e-lat": lambda net, d: end_to_end(net, d, True),
    "e2e-rec": lambda net, d: end_to_end(net, d, False),
    "mj-lat": lambda net, d: level_loss(net.lat_levels([d[f"latent{i}"] for i in (1, 2, 3)]), d),
    "mj-rec": lambda net, d: level_loss(net.rec_levels([d[f"reconstruction{i}"] for i in (1, 2, 3)]), d),
}


def train(name, weights, data, steps, rate):
    """Adam on one batch; losses before each step, gradients of the first, weights and statistics after the last."""
    fixed = {key: value for key, value in weights.items() if key.endswith((".mean", ".variance"))}
    free = {key: value.clone().requires_grad_() for key, value in weights.items() if key not in fixed}
    adam = torch.optim.Adam(free.values(), rate)
    losses, first = [], {}
    for step in range(1, steps + 1):
        net = Net({**free, **fixed})
        loss = NETS[name](net, data)
        adam.zero_grad()
        loss.backward()
        first = first or {key: value.grad.clone() for key, value in free.items()}
        # Keras adds its 1e-7 to the uncorrected root, PyTorch to the corrected one.
        adam.param_groups[0]["eps"] = 1e-7 / (1 - 0.999**step) ** 0.5
        adam.step()
        fixed = {**fixed, **net.renewed}
        losses.append(loss.item())
    return losses, first, {**{key: value.detach() for key, value in free.items()}, **fixed}
