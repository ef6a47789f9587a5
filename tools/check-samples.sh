#!/usr/bin/env bash
# Runs the built samples with small options and compares what they print and write with tests/Samples.Golden, line by line: reports, numbers,
# help, and how bad command lines are refused. Times, versions and the machine are masked. Of figures it is asked that they are
# there, and have text.
#
#   tools/check-samples.sh [--renew] [--all] [SAMPLE...]
#
# --renew writes the golden files anew, for what changes on purpose. --all takes in the four samples without options, which run for
# a minute. Numbers are rounded otherwise on machines with another number of doubles a vector, so each number has files of its own;
# DOTNET_EnableAVX2=0 gives those of 2, and DOTNET_EnableAVX512=0 on a machine of 8 those of 4.
set -uo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
golden=$root/tests/Samples.Golden
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

renew= all=
[ "${1:-}" = --renew ] && { renew=1; shift; }
[ "${1:-}" = --all ] && { all=1; shift; }
samples=(SpectralDeconvolution NmrRelaxation LinearRegression Integration VirtualMeasurement GpuBatch GraduatedOptimization \
    PhaseSearch BatchMap ModelStructure)
[ -n "$all" ] && samples+=(QuickStart CustomExplorer CustomInference CustomModel)
[ $# -gt 0 ] && samples=("$@")

lanes=${LANES:-$(dotnet run "$root/tools/lanes.cs")} || { echo "The number of doubles a vector is not known." >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/here"
cd "$work/here" || exit 1

# What differs from run to run: times, the version, the machine.
mask() {
    sed -E \
        -e 's/"(cpu_seconds|wall_seconds|memory_bytes)": [0-9.eE+-]+/"\1": 0/' \
        -e "s#$work/here#HERE#g" \
        -e 's/"version": "[^"]*"/"version": "0"/' \
        -e 's/; BayesMeasure [0-9][^ ;]*\.$/; BayesMeasure 0./' \
        -e 's/^Sampled in .*$/Sampled in 0 s (0 s of processor time)./' \
        -e 's/^[0-9.,]+ s, [0-9.,]+ posteriors a second\.$/0 s, 0 posteriors a second./' \
        -e 's/on [0-9]+ cores? of the CPU/on 1 cores of the CPU/' \
        -e '/"accelerators": \[$/,/^  \]/d' \
        -e '/^  accelerator +kind/,/^  ILGPU/d' \
        -e 's/[[:space:]]+$//'
}

program() {
    timeout 600 dotnet "$root/samples/$sample/bin/Release/net10.0/$sample.dll" "$@" < /dev/null
}

# answers CASE "FILES" ARGUMENTS: what a run prints and its exit code, and the files that it writes to the folder "out".
answers() {
    local case=$1 files=$2 folder=$work/new/lanes.$lanes/$sample
    shift 2
    mkdir -p "$folder"
    rm -rf out
    { echo "\$ $sample $*"; program "$@" 2>&1; echo "exit $?"; } | mask > "$folder/$case.txt"
    grep -qx 'exit 0' "$folder/$case.txt" || { cat "$folder/$case.txt" >&2; failing=$((failing + 1)); }
    for file in $files; do
        case $file in
            *.png) [ -s "out/$file" ] ;;
            *.svg) grep -q '<text' "out/$file" ;;
            *) mask < "out/$file" > "$folder/$case.$file" ;;
        esac || { echo "$sample did not write $file as it should." >&2; failing=$((failing + 1)); }
    done
}

helps() {
    mkdir -p "$work/new/any/$sample"
    { program --help 2>&1; echo "exit $?"; } | mask > "$work/new/any/$sample/help.txt"
}

# refuses ARGUMENTS: what is said about a bad command line, and its exit code.
refuses() {
    mkdir -p "$work/new/any/$sample"
    { echo "\$ $sample $*"; program "$@" 2>&1; echo "exit $?"; echo; } | mask >> "$work/new/any/$sample/refusals.txt"
}

# Data to read, good and bad.
awk 'BEGIN { print "x,y"; for (i = 0; i < 40; i++) printf "%g,%.4f\n", i / 10, 2 * exp(-(i - 18) ^ 2 / 40) + 0.3 + 0.02 * (i * 7 % 5 - 2) }' > good.csv
awk 'BEGIN { print "time,y,sigma"; for (i = 1; i < 30; i++) printf "%g,%.4f,0.02\n", i / 10, 1 - exp(-i / 8) + 0.01 * (i * 7 % 5 - 2) }' > recovery.csv
printf 'x,y\n0,1\n1,two\n2,3\n' > text.csv
printf 'x,y\n0,1\n1,NaN\n' > nan.csv
printf 'x\n0\n1\n2\n' > column.csv
printf 'x,y\n0,1\n1,1\n2,1\n3,1\n' > flat.csv
printf 'x,y\n0,1\n1,2\n2,5\n3,2\n4,1\n' > short.csv
printf 'x,y,sigma\n0,1,0.1\n1,2,-0.1\n2,3,0.1\n3,1,0.1\n' > sigma.csv
printf 'time,y\n-1,1\n1,2\n2,3\n3,2\n4,4\n5,1\n6,3\n7,9\n' > before.csv
: > empty.csv

comparison_is_refused() {
    refuses --frobnicate
    refuses --data missing.csv
    refuses --data text.csv
    refuses --data nan.csv
    refuses --data column.csv
    refuses --data flat.csv
    refuses --data empty.csv
    refuses --data sigma.csv
    refuses --sweeps 0
    refuses --chains -3
    refuses --threads -1
    refuses --seed -1
    refuses --until-error 0
    refuses --noise loud
    refuses --x 0
    refuses --data good.csv --sigma z
    refuses --prior amplitude
    refuses --prior 'height=Gamma(5,5)'
    refuses --prior 'amplitude=Gama(5,5)'
    refuses --prior 'amplitude=Uniform(2,1)'
    refuses --model-prior flat
    refuses --checkpoint no/such/folder/run.checkpoint
    refuses --out good.csv
}

SpectralDeconvolution() {
    local short=(--quiet --sweeps 200 --chains 2)
    helps
    answers published "result.json certificate.txt figure.png figure.svg" "${short[@]}" --peaks 1..3 --out out
    answers own-data "result.json certificate.txt" "${short[@]}" --data good.csv --peaks 0..1 --shape voigt --background linear \
        --model-prior geometric:0.5 --prior 'center=Uniform(1,3)' --out out
    answers limits "result.json" --quiet --chains 2 --peaks 1 --until-error 0.3 --sweeps 5000 --seed 3 --out out
    answers checkpoint "result.json" "${short[@]}" --peaks 1..2 --checkpoint run.checkpoint --out out
    answers resumed "result.json" "${short[@]}" --peaks 1..2 --checkpoint run.checkpoint --out out
    comparison_is_refused
    refuses --peaks 6..1
    refuses --peaks 101
    refuses --peaks many
    refuses --shape square
    refuses --background cubic
    refuses --data short.csv --peaks 2
    refuses --peaks 2 --checkpoint run.checkpoint
}

NmrRelaxation() {
    local short=(--quiet --sweeps 100 --chains 2)
    helps
    answers published "result.json certificate.txt figure.png figure.svg" "${short[@]}" --components 1..2 --out out
    answers own-data "result.json certificate.txt" "${short[@]}" --data recovery.csv --components 1 --form saturation --line central32 --out out
    comparison_is_refused
    refuses --experiment 3
    refuses --components 0
    refuses --components 3..1
    refuses --form growth
    refuses --form inversion
    refuses --line spin
    refuses --line central32
    refuses --prior 'rate=Normal(0,1)'
    refuses --data before.csv
}

LinearRegression() {
    helps
    answers known "result.json figure.png figure.svg" --simulations 100 --out out
    answers jeffreys "result.json" --simulations 50 --noise jeffreys --seed 3 --out out
    refuses --frobnicate
    refuses --noise loud
    refuses --noise
    refuses --simulations -1
    refuses --simulations many
    refuses --seed -1
    refuses --seed 1.5
    refuses --out
    refuses --out good.csv
    refuses surplus
}

Integration() {
    helps
    answers joined "spectra.json spectra.png lines.json lines.png" --sweeps 300 --chains 2 --out out
    answers shifted "spectra.json lines.json" --sweeps 100 --chains 2 --shift 20 --seed 3 --out out
    refuses --frobnicate
    refuses --shift far
    refuses --shift
    refuses --sweeps 0
    refuses --sweeps 1.5
    refuses --chains 0
    refuses --threads -1
    refuses --seed -1
    refuses --until-error 0
    refuses --until-ess many
    refuses --time -5
    refuses --out good.csv
}

VirtualMeasurement() {
    helps
    answers exposures "figure.png figure.svg" --exposures 0.1 10 --measurements 2 --sweeps 60 --out out
    refuses --frobnicate
    refuses --exposures 0
    refuses --exposures long
    refuses --exposures
    refuses --exposures 1 1
    refuses --measurements 0
    refuses --measurements many
    refuses --sweeps 0
    refuses --sweeps 1.5
    refuses --seed -1
    refuses --out good.csv
}

GpuBatch() {
    local short=(--quiet --chains 1 --out out)
    helps
    answers cpu "result.json figure.png figure.svg" --cpu --spectra 4 --peaks 1..3 --sweeps 60 --burn-in 60 "${short[@]}"
    answers emulation "result.json" --accelerator cpu --spectra 1 --peaks 1 --sweeps 20 --burn-in 20 "${short[@]}"
    refuses --frobnicate
    refuses --spectra 0
    refuses --spectra many
    refuses --peaks 4..1
    refuses --peaks many
    refuses --chains 0
    refuses --sweeps 0
    refuses --burn-in 0
    refuses --seed -1
    refuses --accelerator tpu
    refuses --cpu --accelerator cuda
    refuses --cpu --single-precision
    refuses --cpu --out good.csv
}

GraduatedOptimization() {
    helps
    answers smoothed "figure.png figure.svg" --starts 20 --out out
    refuses --frobnicate
    refuses --starts 1
    refuses --starts many
    refuses --starts
    refuses --seed -1
    refuses --out good.csv
    refuses surplus
}

# Counts over 2 theta of a mixture, such as NiO=0.5,ZnO=0.5, by a table of lines: Gaussians on a flat background, with scatter.
powder() {
    awk -F, -v mixture="$1" '
        BEGIN { count = split(mixture, parts, ","); for (i = 1; i <= count; i++) { split(parts[i], part, "="); weight[part[1]] = part[2] } }
        FILENAME ~ /cells/ { if ($1 in weight) ratio[$1] = $3; next }
        $1 in weight { n++; at[n] = $3; height[n] = weight[$1] * ratio[$1] * $5 }
        END {
            print "two theta (deg),counts"
            for (i = 0; i < 1300; i++) {
                x = 20 + 0.05 * i; y = 100
                for (j = 1; j <= n; j++) { t = (x - at[j]) / 0.08; if (t * t < 30) y += 12 * height[j] * exp(-t * t) }
                printf "%.2f,%d\n", x, y + sqrt(y) * ((i * 7919 % 101) / 50 - 1) * 1.7 + 0.5
            }
        }' "$root"/tests/BayesMeasure.Problems/Structures/Data/reference_{cells,lines}.csv
}

PhaseSearch() {
    local data=$root/tests/BayesMeasure.Problems/Structures/Data near=(--candidates structures --wavelength 1.5405929)
    mkdir -p structures broken empty
    cp "$data"/{Al2O3,LaB6,NiO,ZnFe2O4,ZnO,quartz}.cif structures
    sed 's/^_cell_length_a .*/_cell_length_a 0/' "$data/ZnO.cif" > broken/ZnO.cif
    powder NiO=0.3,ZnO=0.7 > mixture.csv
    powder ZnO=0.8,Al2O3=0.2 > scan2.csv
    powder ZnO=0.5,NiO=0.3,Al2O3=0.2 > scan9.csv
    powder NiO=0.8,Al2O3=0.2 > scan10.csv
    awk -F, 'NR > 1 { $1 = 0.77029645 / sin($1 * 3.14159265 / 360) } { print $1 "," $2 }' mixture.csv > spacings.csv
    awk -F, 'NR > 1 { $2 -= 1000 } { print $1 "," $2 }' mixture.csv > negative.csv
    helps
    answers mixture "result.json figure.png figure.svg" --pattern mixture.csv "${near[@]}" --out out
    answers series "result.json figure.png figure.svg" --pattern 'scan*.csv' "${near[@]}" --at 25 200 400 --at-name 'temperature (°C)' --out out
    answers amorphous "result.json" --pattern scan9.csv "${near[@]}" --internal-standard Al2O3=10 --grain-size 2 NiO=1 --hump --out out
    refuses --frobnicate
    refuses --pattern mixture.csv
    refuses --pattern missing.csv "${near[@]}"
    refuses --pattern 'missing*.csv' "${near[@]}"
    refuses --pattern mixture.csv --candidates structures
    refuses --pattern mixture.csv --candidates structures --wavelength 0.15406
    refuses --pattern mixture.csv --candidates structures --wavelength 1,54
    refuses --pattern mixture.csv --candidates missing --wavelength Cu
    refuses --pattern mixture.csv --candidates empty --wavelength Cu
    refuses --pattern mixture.csv --candidates broken --wavelength Cu
    refuses --pattern mixture.csv "${near[@]}" --monochromator 266
    refuses --pattern mixture.csv "${near[@]}" --noise loud
    refuses --pattern mixture.csv "${near[@]}" --at 1 2
    refuses --pattern mixture.csv "${near[@]}" --internal-standard Al2O3
    refuses --pattern mixture.csv "${near[@]}" --internal-standard Si=20
    refuses --pattern mixture.csv "${near[@]}" --grain-size NiO=
    refuses --pattern spacings.csv "${near[@]}"
    refuses --pattern negative.csv "${near[@]}"
    refuses --pattern text.csv "${near[@]}"
    refuses --pattern sigma.csv "${near[@]}"
    refuses --pattern mixture.csv "${near[@]}" --out good.csv
}

# It has commands and no --out: what it prints on the way is compared, without the times.
BatchMap() {
    local folder=$work/new/any/$sample
    mkdir -p "$folder"
    helps
    { for command in plan work submit resume status merge verify; do program $command --help; done; } | mask > "$folder/commands.txt"
    refuses --frobnicate
    refuses plan
    refuses plan missing.h5 batch
    refuses plan good.csv batch
    refuses plan good.csv batch --seed -1
    refuses work missing
    refuses status good.csv
    refuses merge missing --hdf5
    refuses submit missing --workers 0
}

# Numbers of a network differ in their last digits from processor to processor: what it prints is tested, not compared.
ModelStructure() {
    helps
    refuses --frobnicate
    refuses --task lines
    refuses --noise loud
    refuses --lambda 1
    refuses --lambda many
    refuses --steps 0
    refuses --batch 0
    refuses --size 0
    refuses --draws 3
    refuses --judged 3
    refuses --judged 20 --refereed 30
    refuses --threads 0
    refuses --seed -1
    refuses --out good.csv
}

QuickStart() { answers answer ""; }

CustomExplorer() { answers answer ""; }
CustomInference() { answers answer ""; }

CustomModel() { answers answer "core-level-of-cerium.png" out; }

failing=0
for sample in "${samples[@]}"; do
    "$sample" || { echo "There is no sample $sample." >&2; exit 1; }
    for kind in any "lanes.$lanes"; do
        [ -d "$work/new/$kind/$sample" ] || continue
        if [ -n "$renew" ]; then
            rm -rf "${golden:?}/$kind/$sample"
            mkdir -p "$golden/$kind"
            cp -r "$work/new/$kind/$sample" "$golden/$kind/$sample"
        elif [ ! -d "$golden/$kind" ]; then
            echo "$sample: its numbers are not written down for $lanes doubles a vector." >&2
        elif ! diff -ru "$golden/$kind/$sample" "$work/new/$kind/$sample"; then
            failing=$((failing + 1))
        fi
    done
    echo "$sample: checked."
done

[ "$failing" = 0 ] && { echo "${#samples[@]} samples print and write what they did ($lanes doubles a vector)."; exit 0; }
echo "What samples print or write differs from tests/Samples.Golden ($lanes doubles a vector). Texts that change on purpose are" >&2
echo "written anew by tools/check-samples.sh --renew. Digits alone that differ on another system come from its C library." >&2
exit 1
