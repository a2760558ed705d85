"""Judges one ONNX file: the checker with full shape inference, then what a training graph says of itself against its tensors.

check_graph.py FILE NAME
"""
import json
import sys

import onnx


def sizes(value):
    return [dim.dim_value or -1 for dim in value.type.tensor_type.shape.dim]


def agree(described, values, what):
    """Names and shapes of a description are those of the graph."""
    graph = {value.name: sizes(value) for value in values}
    told = {port["name"]: port.get("shape", []) for port in described}
    if graph != told:
        sys.exit(f"{what} described otherwise than they are: {sorted(set(map(str, graph.items())) ^ set(map(str, told.items())))}")


def main(path, name):
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    metadata = {entry.key: entry.value for entry in model.metadata_props}
    if "nn.training" in metadata:
        spec = json.loads(metadata["nn.training"])
        agree(spec["inputs"] + spec["hyperParameters"] + spec["state"] + spec["frozen"], model.graph.input, "inputs")
        renewed = [{"name": s["renewed"], "shape": s["shape"]} for s in spec["state"]]
        agree(spec["outputs"] + renewed, model.graph.output, "outputs")
    operators = sorted({node.op_type for node in model.graph.node})
    domains = {node.domain for node in model.graph.node} | {o.domain for o in model.opset_import}
    if domains != {""}:
        sys.exit(f"operators outside of ONNX: {domains}")
    print(f"{name}: valid, opset {model.opset_import[0].version}, {len(model.graph.node)} nodes of {len(operators)} kinds")


main(*sys.argv[1:])
