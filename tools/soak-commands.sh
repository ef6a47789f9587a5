# What tools/soak.sh disturbs: each command with a small job, and a small run of the library.
root=${root:-$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)}
names=(library SpectralDeconvolution NmrRelaxation PhaseSearch LinearRegression Integration VirtualMeasurement GpuBatch
    GraduatedOptimization)

program() { # SAMPLE ARGUMENTS
    local sample=$1
    shift
    exec dotnet "$root/samples/$sample/bin/Release/net10.0/$sample.dll" "$@"
}

# job NAME FOLDER: becomes the job of a command, with what it writes in FOLDER/out and its checkpoints in FOLDER/kept.
job() {
    local name=$1 at=$2 checkpoint threads lanes
    mkdir -p "$at/out" "$at/kept" 2> /dev/null
    lanes=(${SOAK_LANES:+--lanes "$SOAK_LANES"})
    threads=(--threads "${SOAK_THREADS:-$((1 + RANDOM % 3))}" "${lanes[@]}")
    [ -z "${SOAK_THREADS:-}" ] || has_threads || export DOTNET_PROCESSOR_COUNT=$SOAK_THREADS
    checkpoint=(--checkpoint "$at/kept/run.checkpoint" --checkpoint-interval 0 "${threads[@]}")
    case $name in
        library) exec dotnet "$root/artifacts/soak-job/soak-job.dll" "$at/kept/run.checkpoint" 8 "$at/out/answer" ;;
        SpectralDeconvolution) program "$name" --quiet --peaks 1..2 --sweeps 300 --chains 2 --out "$at/out" "${checkpoint[@]}" ;;
        NmrRelaxation) program "$name" --quiet --components 1 --sweeps 100 --chains 2 --out "$at/out" "${checkpoint[@]}" ;;
        PhaseSearch) program "$name" --pattern "$root/artifacts/soak-job/pattern.csv" --wavelength Cu \
            --candidates "$root/tests/BayesMeasure.Problems/Structures/Data" --out "$at/out" ;;
        LinearRegression) program "$name" --simulations 50 --out "$at/out" ;;
        Integration) program "$name" --sweeps 100 --chains 2 --out "$at/out" "${threads[@]}" ;;
        VirtualMeasurement) program "$name" --exposures 0.1 10 --measurements 2 --sweeps 60 "${lanes[@]}" --out "$at/out" ;;
        GpuBatch) program "$name" --cpu --spectra 2 --peaks 1 --sweeps 60 --burn-in 60 --quiet "${lanes[@]}" --out "$at/out" ;;
        GraduatedOptimization) program "$name" --starts 5 "${lanes[@]}" --out "$at/out" ;;
    esac
}

run() { (job "$@"); }

# Of each name: what a read-only folder ends with, and whether it names a second place where the disk is full. The run of the
# library reads what has ended, and then cannot write its answer.
settings() {
    refusal=2 rescues=1
    [ "$name" != library ] || refusal='2|74' rescues=
}

has_checkpoint() {
    case $name in library | SpectralDeconvolution | NmrRelaxation) true ;; *) false ;; esac
}

# Where a command has no option for threads, it has as many as .NET is told that there are processors.
has_threads() {
    case $name in SpectralDeconvolution | NmrRelaxation | Integration) true ;; *) false ;; esac
}

has_lanes() {
    case $name in library | LinearRegression | PhaseSearch) false ;; *) true ;; esac
}

# What differs from run to run: times, memory, the machine and how many cores of it are used.
mask() {
    sed -E -e 's/"(cpu_seconds|wall_seconds|memory_bytes|posteriors_per_second)": [0-9.eE+-]+/"\1": 0/' \
        -e '/"checkpoint"/d' -e '/"(accelerators|date|engine|time)"/d'
}

quietly() { dotnet build -c Release -v q -p:RunAnalyzers=false "$@" 2>&1; }

build() {
    local made
    for name in "${names[@]}"; do
        case $name in
            library) made=$(quietly "$root/tools/soak-job.cs" -o "$root/artifacts/soak-job") ;;
            *) made=$(quietly "$root/samples/$name") ;;
        esac || { echo "$made"; exit 1; }
    done
}

# Makes a pattern, and finds what disturbances there can be: small disks, clocks that jump, kills in the middle of writes.
prepare() {
    mkdir -p "$root/artifacts/soak-job"
    awk 'BEGIN { print "two theta,counts"; for (i = 0; i < 1200; i++) { t = 20 + 0.05 * i
        print t "," int(100 + 900 * exp(-(t - 36.25) ^ 2 / 0.02) + 700 * exp(-(t - 31.77) ^ 2 / 0.02) + i * 7 % 11) } }' \
        > "$root/artifacts/soak-job/pattern.csv"
    mounts=
    if mount -t tmpfs -o size=64k tmpfs "$disk" 2> /dev/null; then
        umount "$disk"
        mounts=1
    fi
    shim=$folder/shim.so
    cc -shared -fPIC -o "$shim" "$root/tools/soak-shim.c" 2> /dev/null || shim=
}
