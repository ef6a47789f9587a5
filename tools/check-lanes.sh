#!/usr/bin/env bash
# Runs the main job of each built sample with --lanes 2, 4 and 8 on processors with less and less: without AVX-512, without AVX2. What is
# printed and written must be the same, bit for bit but for times. Numbers of a sample without the option must not depend on the processor.
#
#   tools/check-lanes.sh [SAMPLE...]
set -uo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
samples=(SpectralDeconvolution NmrRelaxation Integration VirtualMeasurement GpuBatch GraduatedOptimization LinearRegression)
[ $# -gt 0 ] && samples=("$@")
declare -A job=(
    [SpectralDeconvolution]="--quiet --peaks 1..3 --sweeps 200 --chains 2"
    [NmrRelaxation]="--quiet --components 1..2 --sweeps 100 --chains 2"
    [Integration]="--sweeps 200 --chains 2"
    [VirtualMeasurement]="--exposures 0.1 10 --measurements 2 --sweeps 60"
    [GpuBatch]="--quiet --cpu --spectra 4 --peaks 1..3 --sweeps 60 --burn-in 60 --chains 1"
    [GraduatedOptimization]="--starts 10"
    [LinearRegression]="--simulations 100"
)
processors=("all" "DOTNET_EnableAVX512=0" "DOTNET_EnableAVX512=0 DOTNET_EnableAVX2=0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

# What a run prints and writes, without times, versions and figures: these are drawn of the same numbers.
answer() { # SAMPLE LANES PROCESSOR
    local option=()
    [ "$2" = none ] || option=(--lanes "$2")
    rm -rf out
    # shellcheck disable=SC2086
    env ${3/#all/LANES_OF=all} dotnet "$root/samples/$1/bin/Release/net10.0/$1.dll" ${job[$1]} "${option[@]}" --out out 2>&1 || echo "failed"
    cat out/*.json out/*.txt 2> /dev/null
}

mask() { grep -vE '"(cpu|wall)_seconds"|seconds_|^Sampled in|posteriors a second|"version"|BayesMeasure [0-9]'; }

failing=0
for sample in "${samples[@]}"; do
    lanes_of_sample="2 4 8"
    [ "$sample" = LinearRegression ] && lanes_of_sample=none
    for lanes in $lanes_of_sample; do
        for processor in "${processors[@]}"; do
            answer "$sample" "$lanes" "$processor" | mask > "$work/${processor//[^a-zA-Z0-9]/_}"
        done
        first=$work/${processors[0]}
        for processor in "${processors[@]:1}"; do
            if grep -q '^failed$' "$first" || ! cmp -s "$first" "$work/${processor//[^a-zA-Z0-9]/_}"; then
                echo "$sample, lanes $lanes: other numbers with $processor."
                diff "$first" "$work/${processor//[^a-zA-Z0-9]/_}" | head -5
                failing=$((failing + 1))
            fi
        done
    done
    echo "$sample: checked."
done
echo "$failing differ."
[ "$failing" = 0 ]
