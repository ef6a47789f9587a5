#!/usr/bin/env bash
# Measures this machine, and writes what came out to benchmarks/results/<processor>/.
#
#   run.sh                  everything: elementary functions, the fused update, NSO-3 (about 15 minutes on a quiet machine)
#   run.sh --quick          one short job of each benchmark: to see that it works; nothing for the records
#   run.sh --against DLL    NSO-3 also in turn with another build of the benchmarks, such as that of a commit before
set -euo pipefail
cd "$(dirname "$0")/.."
quick=
against=
pairs=7
while [ $# -gt 0 ]; do
    case $1 in
        --quick) quick='--job Dry'; pairs=1 ;;
        --against) against=${2:?--against needs the path of BayesMeasure.Benchmarks.dll}; shift ;;
        *) echo "Unknown: $1. See the head of $0." >&2; exit 2 ;;
    esac
    shift
done

processor() {
    { sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2> /dev/null || true; sysctl -n machdep.cpu.brand_string 2> /dev/null || true; uname -m; } | head -n 1
}

project=benchmarks/BayesMeasure.Benchmarks
ours=$project/bin/Release/net10.0/BayesMeasure.Benchmarks.dll
folder=benchmarks/results/$(processor | tr '[:upper:]' '[:lower:]' | sed 's/(r)//g; s/(tm)//g; s/[^a-z0-9]\{1,\}/-/g; s/-$//')
artifacts=$(mktemp -d)
trap 'rm -rf "$artifacts"' EXIT
dotnet build -c Release "$project"
mkdir -p "$folder"

# The CPU seconds of NSO-3, K = 1 to 5: in a fresh process, and once more when all is compiled.
nso3() { dotnet "$1" nso3 | awk '/^first time/ { first = $(NF - 2) } /^once more/ { again = $(NF - 2) } END { print first, again }'; }

# The smallest, the median and the largest of a column.
spread() { sort -g | awk '{ a[NR] = $1 } END { printf "%.2f (%.2f to %.2f)", a[int((NR + 1) / 2)], a[1], a[NR] }'; }

for pair in $(seq "$pairs"); do
    nso3 "$ours" >> "$artifacts/ours"
    [ -z "$against" ] || nso3 "$against" >> "$artifacts/other"
done

{
    echo "# NSO-3, K = 1 to 5"
    echo
    echo "CPU seconds, one thread, one chain of 32 replicas, 500 + 4,000 sweeps: median (least to most) of $pairs runs in turn."
    echo
    echo "| | fresh process | compiled |"
    echo "| --- | ---: | ---: |"
    echo "| this commit | $(cut -d' ' -f1 "$artifacts/ours" | spread) | $(cut -d' ' -f2 "$artifacts/ours" | spread) |"
    if [ -n "$against" ]; then
        echo "| the other build | $(cut -d' ' -f1 "$artifacts/other" | spread) | $(cut -d' ' -f2 "$artifacts/other" | spread) |"
        ratio() { paste -d' ' "$artifacts/ours" "$artifacts/other" | awk -v c="$1" '{ print $c / $(c + 2) }' | spread; }
        echo "| ratio of pairs | $(ratio 1) | $(ratio 2) |"
    fi
    echo
    echo "$(date -u +%F), commit $(git rev-parse --short HEAD), $(processor), $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg 2> /dev/null || echo unknown),"
    echo ".NET $(dotnet --version)."
} > "$artifacts/nso3.md"

# shellcheck disable=SC2086
dotnet "$ours" --filter '*VectorMath*' '*FusedUpdate*' --exporters github --artifacts "$artifacts" $quick
if [ -n "$quick" ]; then
    cat "$artifacts/nso3.md" "$artifacts"/results/*-github.md
    exit 0
fi

cp "$artifacts/nso3.md" "$folder/nso3.md"
for report in "$artifacts"/results/*-report-github.md; do
    name=$(basename "$report" -report-github.md)
    cp "$report" "$folder/${name##*.}.md"
done
echo "Written to $folder."
