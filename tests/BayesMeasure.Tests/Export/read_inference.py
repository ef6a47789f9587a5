"""Reads an InferenceData by netCDF4, xarray, h5py and zarr, and compares all of them with the table of the draws."""
import csv
import sys

import h5py
import netCDF4
import numpy as np
import xarray as xr

netcdf, zarr, table = sys.argv[1:]
TOLERANCE = 1e-12


def same(left, right, what):
    left, right = np.asarray(left), np.asarray(right)
    assert left.shape == right.shape, f"{what}: {left.shape} and {right.shape}"
    assert np.all(np.abs(left - right) <= TOLERANCE * np.maximum(1, np.abs(right))), what


with netCDF4.Dataset(netcdf) as file, h5py.File(netcdf) as raw:
    print("groups", *sorted(file.groups))
    assert all(file.getncattr(name) for name in ("inference_library", "seed", "log_evidence"))
    for name, group in file.groups.items():
        by_xarray = xr.open_dataset(netcdf, group=name)
        by_zarr = xr.open_zarr(zarr, group=name)
        assert dict(by_xarray.sizes) == dict(by_zarr.sizes) == {key: len(one) for key, one in group.dimensions.items()}
        for variable in group.variables:
            what = f"{name}/{variable}"
            values = group[variable][:]
            assert not np.ma.is_masked(values), what
            assert group[variable].dtype != bool, what
            assert group[variable].dimensions == by_xarray[variable].dims == by_zarr[variable].dims, what
            if variable not in group.dimensions:
                assert [scale[0].name.split("/")[-1] for scale in raw[what].dims] == list(group[variable].dimensions), what
            for other in (by_xarray[variable], by_zarr[variable], raw[what]):
                same(other, values, what)
        print(name, *(f"{key}={len(one)}" for key, one in group.dimensions.items()))
    posterior = xr.open_dataset(netcdf, group="posterior")
    statistics = xr.open_dataset(netcdf, group="sample_stats")
    print("units", posterior["center"].attrs["units"], "seed", posterior.attrs["seed"])
    with open(table, newline="") as rows:
        columns = {key: np.array(one, float) for key, *one in zip(*csv.reader(rows))}
    shape = tuple(posterior.sizes[key] for key in ("chain", "draw"))
    for number in (1, 2):
        same(posterior["center"].sel(peak=number), columns[f"center[{number}]"].reshape(shape), "center")
    same(posterior["noise"], columns["noise"].reshape(shape), "noise")
    same(statistics["lp"], (columns["log_likelihood"] + columns["log_prior"]).reshape(shape), "lp")
    likelihood = xr.open_dataset(netcdf, group="log_likelihood")["y"].sum("point")
    assert np.allclose(likelihood, statistics["log_likelihood"], rtol=1e-8, atol=1e-8)
print("read")
