"""The laws of the house, read off the source: who may know whom, and what a rule may be made of."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Collection, Mapping
from dataclasses import fields
from functools import cache
from importlib import import_module
from itertools import combinations
from pathlib import Path

import pytest

from sim.engine.rows import Column
from sim.engine.sheet import sheet_class
from tests.kit import MODELS, for_every_model, subject
from tests.laws import of_each

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ("sim", "models", "experiments", "notebooks")  # imports run from right to left
LONGEST_FILE = 250


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def every(*folders: str):
    """Hold a law against every file of some folders."""
    return of_each(sources(*folders), name_of)


@cache
def tree_of(path: Path) -> ast.Module:
    """Parse a file once for all laws: nobody changes the tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """List all nodes of a file."""
    return tuple(ast.walk(tree_of(path)))


@cache
def calls_of(path: Path) -> frozenset[str]:
    """Name what a file calls."""
    return frozenset(dotted(node.func) for node in nodes_of(path) if isinstance(node, ast.Call))


@cache
def imports_of(path: Path) -> frozenset[str]:
    """List the modules a file imports anywhere; ``from a import b`` counts as a and a.b."""
    names: set[str] = set()
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} line {node.lineno}: relative import"
            names |= {str(node.module)} | {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(names)


def below(names: Collection[str], *packages: str) -> set[str]:
    """Return those names that lie in one of the packages."""
    return {n for n in names if any(n == p or n.startswith(f"{p}.") for p in packages)}


def dotted(node: ast.AST) -> str:
    """Spell ``a.b.c`` as written; "" for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        front = dotted(node.value)
        return f"{front}.{node.attr}" if front else ""
    return ""


def is_verb(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef) and "verb" in map(dotted, node.decorator_list)


@cache
def verbs_of(path: Path) -> tuple[ast.FunctionDef, ...]:
    return tuple(n for n in nodes_of(path) if isinstance(n, ast.FunctionDef) and is_verb(n))


# Who may know whom


@every("sim", "models", "experiments")
def test_imports_run_one_way(path):
    floor = FLOORS.index(path.relative_to(ROOT).parts[0])
    above = below(imports_of(path), *FLOORS[floor + 1 :], "tests")
    assert not above, f"{name_of(path)} imports {sorted(above)} from above"


@every("sim/engine")
def test_the_engine_knows_nothing_of_people(path):
    assert not below(imports_of(path), "sim.people", "models")


@every("models")
def test_models_do_not_know_each_other(path):
    own = path.relative_to(ROOT / "models").parts[0]
    packages = {p.name for p in (ROOT / "models").iterdir() if p.is_dir()} | {"signing", "elevator"}
    others = [f"models.{name}" for name in packages - {own, "__pycache__"}]
    assert not below(imports_of(path), *others)


METHOD_FILES = [
    path
    for path in sources("sim", "models")
    if path.parent.name == "methods" and path.stem != "__init__"
]
of_methods = pytest.mark.parametrize("path", METHOD_FILES, ids=name_of)


@of_methods
def test_a_method_knows_rows_and_obstacles_and_no_more(path):
    allowed = [
        "sim.engine",
        "sim.people.plot",
        "sim.people.obstacles",
        "sim.people.mail",
        "dataclasses",
        "math",
    ]
    if path.relative_to(ROOT).parts[0] == "models":
        allowed.append(".".join(path.relative_to(ROOT).parts[:2]))  # its own deal
    known = imports_of(path)
    stray = known - below(known, *allowed, "__future__") - {"sim", "sim.people"}
    assert not stray, f"{name_of(path)} imports {sorted(stray)}"


HEAVY = {
    "hydra": ("experiments/",),
    "omegaconf": ("experiments/",),
    "matplotlib": ("experiments/figures",),
    "xarray": ("sim/engine/results", "sim/engine/measure", "experiments/"),
    "pandas": ("experiments/",),
    "pyarrow": ("experiments/",),
    "pandera": ("experiments/case_checks",),
    "mesa": ("sim/people/agents", "sim/people/live", "sim/people/one_run", "models/",
             "experiments/"),
    "scipy": ("experiments/",),
}  # fmt: skip


@every("sim", "models", "experiments")
def test_heavy_libraries_stay_where_they_belong(path):
    for library, homes in HEAVY.items():
        if below(imports_of(path), library):
            assert name_of(path).startswith(homes), f"{library} in {name_of(path)}"


@every("sim", "models")
def test_luck_is_the_only_chance(path):
    """No generator below the experiments; the one that Mesa may be handed only yields the key."""
    assert not below(imports_of(path), "random", "secrets", "uuid", "numpy.random")
    spelt = {dotted(node) for node in nodes_of(path)}
    types = {"np.random", "np.random.Generator"} if path.stem in ("live", "agents") else set()
    assert not below(spelt, "np.random", "numpy.random") - types


@every("sim", "models", "experiments")
def test_nothing_read_is_ever_run(path):
    """No configuration, result or cache can carry code."""
    assert not below(
        imports_of(path), "pickle", "dill", "cloudpickle", "marshal", "shelve", "joblib"
    )
    assert not below(imports_of(path), "hydra.utils"), (
        "hydra.utils.instantiate runs what YAML names"
    )
    for node in nodes_of(path):
        if isinstance(node, ast.Call):
            called = dotted(node.func)
            assert called not in ("eval", "exec", "compile", "__import__"), f"line {node.lineno}"
            assert called.rsplit(".", 1)[-1] not in ("instantiate", "unsafe_load"), (
                f"line {node.lineno}"
            )
            assert not called.endswith("read_pickle"), f"line {node.lineno}"
            assert called != "yaml.load", f"line {node.lineno}: yaml.safe_load"
            pickled = [k for k in node.keywords if k.arg == "allow_pickle"]
            assert all(isinstance(k.value, ast.Constant) and not k.value.value for k in pickled)
        if isinstance(node, ast.Constant):
            assert node.value != "_target_", f"line {node.lineno}"


def test_scenarios_name_no_code():
    for path in sorted((ROOT / "scenarios").rglob("*.y*ml")):
        text = path.read_text(encoding="utf-8")
        assert "_target_" not in text, name_of(path)
        assert "!!python" not in text, name_of(path)


def test_scenarios_hold_data_alone():
    for path in sources("scenarios"):
        body = tree_of(path).body
        assert all(isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant) for n in body)


# What a rule may be made of

FORBIDDEN = (
    ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.List, ast.Dict, ast.Set,
    ast.Lambda, ast.Try, ast.With, ast.Yield, ast.Await, ast.JoinedStr, ast.Global, ast.Nonlocal,
    ast.Starred, ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef,
)  # fmt: skip
PLAIN_MATH = {"math.exp", "math.log", "math.sqrt"}


@every("sim", "models")
def test_rules_are_plain_arithmetic(path):
    for rule in verbs_of(path):
        for node in ast.walk(rule):
            where = f"{name_of(path)} line {getattr(node, 'lineno', 0)} in {rule.name}"
            if node is rule:
                continue
            assert not isinstance(node, FORBIDDEN), f"{where}: {type(node).__name__}"
            if isinstance(node, ast.BinOp | ast.AugAssign):
                assert not isinstance(node.op, ast.Pow), f"{where}: write x * x instead of **"
                assert not isinstance(node.op, ast.MatMult), where
            if isinstance(node, ast.Attribute):
                spelt = dotted(node)
                assert not spelt.startswith("np.") or spelt == "np.uint64", f"{where}: {spelt}"
                assert not spelt.startswith("math.") or spelt in PLAIN_MATH, f"{where}: {spelt}"
            if isinstance(node, ast.Call):
                assert dotted(node.func) not in ("sum", "sorted", "pow", "round", "print", "abs"), (
                    where
                )


@every("sim", "models")
def test_rules_compare_with_no_nan(path):
    for rule in verbs_of(path):
        words = {node.id for node in ast.walk(rule) if isinstance(node, ast.Name)}
        assert not words & {"nan", "inf", "NAN", "INF"}, f"{name_of(path)}: {rule.name}"


@every("sim", "models")
def test_rules_say_what_they_do(path):
    for rule in verbs_of(path):
        if not rule.name.startswith("_"):
            assert ast.get_docstring(rule), f"{name_of(path)}: {rule.name} has no docstring"


def lists_of_columns() -> dict[str, tuple[Column, ...]]:
    """Name every list of columns that a file of people or of a model declares."""
    files = [*sources("sim/people"), *(p for m in MODELS for p in sources(f"models/{m}"))]
    found: dict[int, tuple[str, tuple[Column, ...]]] = {}
    for path in files:
        module = import_module(name_of(path).removesuffix(".py").replace("/", "."))
        for name, thing in vars(module).items():
            if isinstance(thing, tuple) and thing and all(isinstance(c, Column) for c in thing):
                found.setdefault(id(thing), (f"{name_of(path)} {name}", thing))
    return dict(found.values())


@pytest.mark.parametrize("columns", lists_of_columns().values(), ids=[*lists_of_columns()])
def test_columns_are_of_few_types_and_explained(columns):
    names = [column.name for column in columns]
    assert len(set(names)) == len(names)
    for column in columns:
        assert column.type in ("f8", "i8", "i4", "i2", "u1", "u2", "u8"), column.name
        assert (column.type == "u2") == ("bit mask" in column.meaning), column.name
        assert len(column.meaning) > 4, column.name
        if column.type == "u8":
            assert column.name == "luck", "unsigned and signed numbers do not mix"


@for_every_model
def test_no_real_number_is_summed_over_agents(model):
    """Books, services and the other tables add up whole numbers only, so sums are exact."""
    shared = model.kit.order.shared
    town = model.chunk.make_room(model.table([model.kit.towns.tiny]))
    tables = [town._asdict()[table].dtype for table in shared]
    real = {name for t in tables for name in t.names if t[name].kind == "f"}
    for path in sources("sim", f"models/{model.name}"):
        for node in nodes_of(path):
            if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Attribute):
                owner = ast.unparse(node.target.value)
                if owner in shared or owner.startswith(tuple(f"town.{t}" for t in shared)):
                    assert node.target.attr not in real, f"{name_of(path)} line {node.lineno}"


# What a method may be


def users_of(path: Path) -> list[str]:
    """Name the models whose stages call a method."""
    files = {m: [Path(str(u.__file__)) for u in subject(m).methods.values()] for m in MODELS}
    return [model for model, used in files.items() if path in used]


@of_methods
def test_a_method_never_agrees_for_anybody(path):
    forbidden = {c for m in users_of(path) for c in subject(m).kit.methods.forbidden}
    assert forbidden, "no model uses it"
    for node in nodes_of(path):
        if not isinstance(getattr(node, "ctx", None), ast.Store):
            continue
        column = node.value if isinstance(node, ast.Subscript) else node  # town.done[household]
        if isinstance(column, ast.Attribute):
            where = f"{name_of(path)} line {node.lineno}: {column.attr}"
            assert column.attr not in forbidden, where


@of_methods
def test_a_method_file_has_one_shape(path):
    tree = tree_of(path)
    said = ast.get_docstring(tree) or ""
    assert len(said.split()) > 15, "the docstring tells what happens in the street, and where"
    sheets = [n for n in tree.body if isinstance(n, ast.ClassDef)]
    assert len(sheets) == 1, "one dataclass of doses"
    assert "dataclass" in map(dotted, sheets[0].decorator_list)
    assert ast.get_docstring(sheets[0])
    assert [rule for rule in verbs_of(path) if rule.name[0] != "_"], "a verb for a stage to call"
    plain = [n.name for n in tree.body if isinstance(n, ast.FunctionDef) and not is_verb(n)]
    assert not plain, f"{plain} are no verbs"


@of_methods
def test_every_deed_of_a_method_is_called(path):
    """A verb that no stage and no verb of its own file calls is a promise."""
    called = {name for other in sources("sim", "models") for name in calls_of(other)}
    own = calls_of(path)
    for rule in verbs_of(path):
        assert f"{path.stem}.{rule.name}" in called or rule.name in own, rule.name


@for_every_model
def test_every_method_file_is_used_and_says_who_acts_and_when(model):
    own = {path.stem for path in METHOD_FILES if path.parts[-3] == model.name}
    people = {path.stem for path in METHOD_FILES if path.parts[-3] == "people"}
    assert own <= set(model.methods) <= own | people, "a method no stage calls, or two of one name"
    for name, method in model.methods.items():
        assert method.ACTOR in ("worker", "Party group", "service", "volunteer", "campaign"), name
        assert isinstance(method.STAGE, str)
        assert method.STAGE, name
        assert method.__doc__
        assert any("unit" in f.metadata for f in fields(sheet_class(method))), name


# How it is written


@every("sim", "models", "experiments")
def test_no_file_is_too_long(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_FILE, f"{name_of(path)} has {lines} lines: make it two"


@every("sim", "models", "experiments")
def test_every_file_says_what_it_is(path):
    assert ast.get_docstring(tree_of(path)), name_of(path)
    assert path.stem not in ("utils", "util", "helpers", "base", "manager", "misc", "common")


def public_functions(path: Path) -> list[ast.FunctionDef]:
    """List the functions and methods others may call; verbs and inner functions are left out."""
    tree = tree_of(path)
    places = [tree, *(n for n in ast.walk(tree) if isinstance(n, ast.ClassDef))]
    found = [n for place in places for n in place.body if isinstance(n, ast.FunctionDef)]
    return [f for f in found if not is_verb(f) and (f.name == "__init__" or f.name[0] != "_")]


@every("sim", "models", "experiments")
def test_every_public_function_is_annotated(path):
    for function in public_functions(path):
        a = function.args
        given = [*a.posonlyargs, *a.args, *a.kwonlyargs, *filter(None, (a.vararg, a.kwarg))]
        bare = [g.arg for g in given if g.annotation is None and g.arg not in ("self", "cls")]
        where = f"{name_of(path)} line {function.lineno}: {function.name}"
        assert not bare, f"{where} leaves {bare} without a type"
        assert function.returns is not None or function.name == "__init__", f"{where} -> ?"


def declared_in(folder: str) -> dict[str, str]:
    """Name the quantities that files declare, and the file of each; none may be there twice."""
    declared: dict[str, str] = {}
    for path in sources(folder):
        for node in nodes_of(path):
            if is_quantity(node):
                name = dotted(node.target)
                assert name not in declared, f"{name}: {declared[name]} and {name_of(path)}"
                declared[name] = name_of(path)
    return declared


def is_quantity(node: ast.AST) -> bool:
    """Whether a node declares a quantity, itself or through a helper of its file."""
    if not isinstance(node, ast.AnnAssign) or not isinstance(node.value, ast.Call):
        return False
    helper = any(kind == ast.unparse(node.annotation) for kind in ("float", "int", "str"))
    return dotted(node.value.func) == "quantity" or (helper and dotted(node.value.func)[:1] == "_")


def slot_of(name: str, declared: Mapping[str, str]) -> str:
    """Return the name under which a quantity is declared: ``veto_2`` is a slot of ``veto``."""
    return name if name in declared else re.sub(r"_[1-9]$", "", name)


@for_every_model
def test_a_quantity_is_declared_once(model):
    """One grep finds a parameter's whole life: no second place gives it a unit."""
    own = declared_in(f"models/{model.name}")
    declared = declared_in("sim/people") | own
    listed = {slot_of(name, declared) for name in model.sheet.by_name}
    assert listed <= set(declared), sorted(listed - set(declared))
    assert set(own) <= listed, sorted(set(own) - listed)


def test_models_mean_the_same_by_the_same_name():
    """A model may know another default, range or source of a quantity, but no other unit."""
    for one, other in combinations([subject(name).sheet.by_name for name in MODELS], 2):
        for name in set(one) & set(other):
            units = {about[name].unit.replace("certificate", "household") for about in (one, other)}
            assert len(units) == 1, f"{name}: {units}"
            for said in ("whole", "choices"):
                assert getattr(one[name], said) == getattr(other[name], said), f"{name}: {said}"


def test_every_quantity_of_people_belongs_to_a_model():
    listed = {name for model in MODELS for name in subject(model).sheet.by_name}
    assert set(declared_in("sim/people")) <= listed


@for_every_model
def test_every_quantity_is_read_by_a_rule(model):
    """A parameter no rule reads is a promise nobody keeps."""
    declared = declared_in("sim/people") | declared_in(f"models/{model.name}")
    nodes = [
        node
        for path in sources("sim", f"models/{model.name}")
        for node in nodes_of(path)
        if isinstance(node, ast.Attribute)
    ]
    read = {node.attr for node in nodes if dotted(node.value) == "p"}
    by_date = {node.attr for node in nodes}  # what changes by date lies in a row of its own
    for name in model.sheet.by_name:
        slot = slot_of(name, declared)
        changes = slot != name or f"{name}_2" in model.sheet.by_name
        assert name in read or (changes and slot in by_date), f"{name} is read by no rule"


def project_files() -> list[Path]:
    """List what belongs to the project: what Git tracks or would track, or all there is."""
    if shutil.which("git") and (ROOT / ".git").exists():
        ask = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(ask, cwd=ROOT, capture_output=True, check=True).stdout.decode()
        return [ROOT / n for n in names.split("\0") if n and (ROOT / n).is_file()]
    left_out = {".venv", "outputs", "build", "dist", "__pycache__"}
    files = [p for p in ROOT.rglob("*") if p.is_file()]
    return [p for p in files if not left_out & set(p.relative_to(ROOT).parts)]


MACHINE = re.compile(
    r"/home/|/root/|/Users/|/work/|/tmp/bash|[A-Z]:\\\\Users|(?<!no-emit-)index-url|--trusted-host"
)


def test_no_file_names_a_machine():
    """A path of somebody's machine, or a package host, has no place in what others clone."""
    for path in project_files():
        if path == Path(__file__).resolve():
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        hit = MACHINE.search(text)
        assert hit is None, f"{name_of(path)}: {text[max(hit.start() - 30, 0) : hit.end() + 30]!r}"
