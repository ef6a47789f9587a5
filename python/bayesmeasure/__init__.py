"""Bayesian measurement from Python: writes the data, calls the command bayesmeasure, and returns numbers and draws.

    import bayesmeasure
    answer = bayesmeasure.peaks(x, y, sigma, peaks="1..4", background="linear")
    print(answer.verdict)
    answer.draws["center[1]"]              # chains by draws
    answer.dataset("posterior")            # xarray, where it is installed
    arviz.from_netcdf(answer.netcdf)       # ArviZ, where it is installed

The command is looked for on the path; the variable BAYESMEASURE names another one, such as "dotnet tool run bayesmeasure --".
"""

import json
import os
import shlex
import subprocess
import tempfile
from pathlib import Path

import numpy as np

__all__ = ["Answer", "BayesMeasureError", "fit", "join", "line", "peaks", "plan", "relax", "run"]

_WITHOUT_DRAWS = ("join", "plan")


class BayesMeasureError(RuntimeError):
    """What the command said, and its exit code: 64 arguments, 65 data, 70 a model failed, 74 output, 75 stopped."""

    def __init__(self, exit_code, message):
        super().__init__(message)
        self.exit_code = exit_code


class Answer:
    """What was found: result.json as `numbers`, and the folder with figures, report and draws."""

    def __init__(self, folder, report):
        self.folder = Path(folder)
        self.report = report
        self.numbers = json.loads((self.folder / "result.json").read_text(encoding="utf-8"))

    @property
    def verdict(self):
        """The verdict in words."""
        return self.numbers.get("verdict") or self.numbers["diagnostics"]["verdict"]

    @property
    def netcdf(self):
        """The path of the InferenceData of the best model, for arviz.from_netcdf and xarray.open_dataset."""
        return str(self.folder / "draws.nc")

    @property
    def draws(self):
        """The draws of the best model: for each unknown an array of chains by draws."""
        path = self.folder / "draws.csv"
        with path.open(encoding="utf-8") as file:
            names = file.readline().rstrip("\n").split(",")
        table = np.loadtxt(path, delimiter=",", skiprows=1, ndmin=2)
        chains = len(np.unique(table[:, 0]))
        return {name: table[:, i].reshape(chains, -1) for i, name in enumerate(names) if name not in ("chain", "draw")}

    def dataset(self, group="posterior"):
        """A group of the InferenceData as an xarray.Dataset."""
        import xarray
        return xarray.load_dataset(self.netcdf, group=group)

    def __repr__(self):
        return f"<{type(self).__name__}: {self.verdict} ({self.folder})>"


def run(command, *curves, out=None, **options):
    """Asks a command about curves, each (x, y) or (x, y, sigma), or the path of a file.

    Options are those of the command line, with underscores for dashes: True for a flag, a list for what may be repeated.
    Without `out`, the results are in a folder that the system deletes.
    """
    folder = Path(out) if out is not None else Path(tempfile.mkdtemp(prefix="bayesmeasure-"))
    folder.mkdir(parents=True, exist_ok=True)
    files = [_file(curve, folder / f"data{i + 1}.csv") for i, curve in enumerate(curves)]
    words = [command, *files, "--out", str(folder), "--quiet"]
    if command not in _WITHOUT_DRAWS:
        words += ["--draws", "netcdf,csv"]
    for name, value in options.items():
        words += _words("--" + name.rstrip("_").replace("_", "-"), value)
    tool = shlex.split(os.environ.get("BAYESMEASURE", "bayesmeasure"))
    done = subprocess.run([*tool, *words], capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        raise BayesMeasureError(done.returncode, done.stderr.strip())
    return Answer(folder, done.stdout)


def _file(curve, path):
    if isinstance(curve, (str, os.PathLike)):
        return str(curve)
    columns = [np.asarray(column, dtype=float).ravel() for column in curve]
    if len(columns) not in (2, 3) or len({column.size for column in columns}) != 1:
        raise ValueError("A curve is (x, y) or (x, y, sigma), all of one length.")
    np.savetxt(path, np.column_stack(columns), fmt="%.17g", delimiter=",",
               header=",".join(["x", "y", "sigma"][:len(columns)]), comments="")
    return str(path)


def _words(option, value):
    if value is None or value is False:
        return []
    if value is True:
        return [option]
    values = value if isinstance(value, (list, tuple)) else [value]
    return [word for each in values for word in (option, str(each))]


def _question(command):
    def ask(x, y, sigma=None, **options):
        return run(command, (x, y) if sigma is None else (x, y, sigma), **options)
    ask.__name__ = command
    ask.__doc__ = f"Asks `bayesmeasure {command}` about a curve; options are those of the command line."
    return ask


peaks, relax, line, fit, plan = map(_question, ("peaks", "relax", "line", "fit", "plan"))


def join(*curves, model, **options):
    """Asks whether curves, each (x, y) or (x, y, sigma), should be joined under a model such as "2 gaussian + linear"."""
    return run("join", *curves, model=model, **options)
