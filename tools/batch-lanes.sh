#!/usr/bin/env bash
# The same spectra with all that the processor has, without AVX-512, and without AVX2: at 4 lanes all rows are the same bits. Prints the
# processor seconds of each, and those of 8 lanes.
#
#   tools/batch-lanes.sh [--curves N] [--no-build]
set -uo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
project=$root/tests/BayesMeasure.Batch.Tests
curves=100 builds=1
while [ $# -gt 0 ]; do
    case $1 in
        --curves) curves=$2; shift 2 ;;
        --no-build) builds=; shift ;;
        *) sed -n '2,5p' "$0"; exit 64 ;;
    esac
done

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 BATCH_MODEL=nso3
[ -z "$builds" ] || dotnet build -c Release "$project" > /dev/null || exit 1
program=${BATCH_PROGRAM:-$project/bin/Release/net10.0/BayesMeasure.Batch.Tests.dll}
batch() { dotnet "$program" "$@"; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
batch spectra "$folder/map.h5" "$curves"

# A name, and the settings of the environment: the plan is made under them, too.
measured() {
    local name=$1
    shift
    env "$@" dotnet "$program" plan "$folder/map.h5" "$folder/$name" --trials 0 > /dev/null || exit 1
    env "$@" dotnet "$program" work "$folder/$name" --cores 1 > /dev/null || exit 1
    batch merge "$folder/$name" > /dev/null || exit 1
    echo "load $(cut -d' ' -f1 /proc/loadavg): $name: $(batch status "$folder/$name" --json | sed -n 's/.*"secondsEach": \(.*\),/\1/p') CPU-s a spectrum"
}

measured all X=
measured without-avx512 DOTNET_EnableAVX512=0
measured without-avx2 DOTNET_EnableAVX512=0 DOTNET_EnableAVX2=0
measured 8-lanes BATCH_MODEL=nso3-8
measured again X=
for name in without-avx512 without-avx2 again; do
    batch same "$folder/all/merged.parquet" "$folder/$name/merged.parquet" || { echo "The rows of $name differ."; exit 1; }
done
if batch same "$folder/all/merged.parquet" "$folder/8-lanes/merged.parquet"; then
    echo "8 lanes give the same bits as 4: nothing was compared."; exit 1
fi
echo "At 4 lanes all rows are the same bits, of $curves spectra."
