#!/usr/bin/env python3
"""Writes the tables that BayesMeasure.Diffraction carries: form factors, dispersion, masses, and settings of space groups.

    apt-get install python3-xraydb python3-gemmi
    tools/diffraction-tables.py [FOLDER OF xraydb.sqlite]

Form factors (Waasmaier, Kirfel, Acta Cryst. A51 (1995) 416), dispersion (Chantler, J. Phys. Chem. Ref. Data 24 (1995) 71 and
29 (2000) 597) and molar masses come from XrayDB, which its author placed in the public domain. Points of the dispersion are
left out where a line between their neighbours, in the logarithm of the energy, is as good to the tolerances.
Hall symbols of the settings are facts of International Tables B, table A1.4.2.7; they are listed with gemmi.
"""
import json
import math
import pathlib
import sqlite3
import sys

# Hydrogen is bonded: its cloud is drawn together. Stewart, Davidson, Simpson, J. Chem. Phys. 42 (1965) 3175, as four
# Gaussians by International Tables C, table 6.1.1.4.
BONDED_HYDROGEN = [0.003038, 0.493002, 0.322912, 0.140191, 0.04081, 0, 10.5109, 26.1257, 3.14236, 57.7997, 1]

TOLERANCE = 0.02
RELATIVE_TOLERANCE = 0.005
LEAST_ENERGY, MOST_ENERGY = 2_900, 105_000
DIFFRACTION = pathlib.Path(__file__).resolve().parent.parent / "src" / "BayesMeasure.Diffraction"
DATABASE = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/lib/python3/dist-packages/xraydb") / "xraydb.sqlite"
XRAYDB = "# XrayDB (public domain), by tools/diffraction-tables.py"


def write(room, name, lines):
    path = DIFFRACTION / room / "Tables" / name
    path.write_text("\n".join(lines) + "\n")
    print(path, path.stat().st_size)


def short(value):
    return f"{value:.4f}".rstrip("0").rstrip(".")


def kept(points):
    """Douglas and Peucker: of a run of points the one that is farthest from the line parts it, unless all are near."""
    keep, runs = {0, len(points) - 1}, [(0, len(points) - 1)]
    while runs:
        first, last = runs.pop()
        worst, where = 0, None
        for i in range(first + 1, last):
            share = (points[i][0] - points[first][0]) / (points[last][0] - points[first][0])
            for part in (1, 2):
                line = points[first][part] + share * (points[last][part] - points[first][part])
                error = abs(points[i][part] - line) / (TOLERANCE + RELATIVE_TOLERANCE * abs(points[i][part]))
                if error > worst:
                    worst, where = error, i
        if worst > 1:
            keep.add(where)
            runs += [(first, where), (where, last)]
    return [points[i] for i in sorted(keep)]


def dispersion(database):
    yield f"# Chantler's f' and f'' in electrons, energies in eV; {XRAYDB[2:]}"
    for element, *columns in database.execute("select element, energy, f1, f2 from Chantler order by cast(id as integer)"):
        energy, real, imaginary = (json.loads(column) for column in columns)
        points = [(math.log(e), f, g) for e, f, g in zip(energy, real, imaginary) if LEAST_ENERGY <= e <= MOST_ENERGY]
        for x, f, g in kept(points):
            yield f"{element}\t{math.exp(x):.2f}\t{short(f)}\t{short(g)}"


def form_factors(database):
    yield f"# Waasmaier's and Kirfel's f0: ion, c, a1..a5, b1..b5; {XRAYDB[2:]}"
    for ion, offset, scale, exponents in database.execute("select ion, offset, scale, exponents from Waasmaier order by id"):
        numbers = BONDED_HYDROGEN if ion == "H" else [offset, *json.loads(scale), *json.loads(exponents)]
        if not ion.endswith(("val", "va")):
            yield "\t".join([ion] + [f"{value:.6g}" for value in numbers])


def elements(database):
    yield f"# Atomic number, symbol, molar mass in g/mol; {XRAYDB[2:]}"
    columns = "atomic_number, element, molar_mass"
    for number, symbol, mass in database.execute(f"select {columns} from elements order by atomic_number"):
        yield f"{number}\t{symbol}\t{mass:.6g}"


def settings():
    import gemmi

    yield "# Number, Hermann-Mauguin symbol, choice, Hall symbol: International Tables B, A1.4.2.7; tools/diffraction-tables.py"
    for group in gemmi.spacegroup_table():
        extension = "" if group.ext in ("", "\0") else group.ext
        yield f"{group.number}\t{group.hm}\t{extension}\t{group.hall}"


if __name__ == "__main__":
    with sqlite3.connect(DATABASE) as xraydb:
        write("Atoms", "Elements.tsv", elements(xraydb))
        write("Atoms", "FormFactors.tsv", form_factors(xraydb))
        write("Atoms", "Dispersion.tsv", dispersion(xraydb))
    write("Crystals", "SpaceGroups.tsv", settings())
