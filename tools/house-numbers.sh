#!/usr/bin/env bash
# Counts the sources of the library, and prints the column of docs/decisions/0015-the-house-in-numbers.md as rows of Markdown.
#
#   tools/house-numbers.sh [CHECKOUT]     this checkout by default; another one, such as that of an older commit, may be named
set -euo pipefail
cd "${1:-$(dirname "$0")/..}"

files() {
    find src -name '*.cs' -not -path '*/bin/*' -not -path '*/obj/*'
}

lengths() {
    files | while IFS= read -r file; do wc -l < "$file"; done | sort -n
}

# A public type at any depth, once, however many files it is parted into.
public_types() {
    files | xargs grep -hoE \
        '^ *public ((sealed|static|abstract|readonly|ref|partial|unsafe) )*(class|struct|record struct|record|interface|enum|delegate [A-Za-z<>]+) +[A-Za-z0-9_]+<?' |
        sed -E 's/^ *//; s/ (sealed|static|abstract|readonly|ref|partial|unsafe)\b//g' | sort -u
}

# The lines of the body of a method, from its opening brace to its closing one, without these.
body() {
    awk -v name="$2" '
        !inside && $0 ~ "(void|>) " name "\\(" { wanted = 1 }
        wanted && /^    {/ { inside = 1; next }
        inside && /^    }/ { print count; exit }
        inside { count++ }' "$1"
}

loop=src/BayesMeasure/Sampling/ReplicaExchange.cs
folders=$(files | xargs dirname | sort -u | wc -l)
lengths | awk -v folders="$folders" '
    { length_of[NR] = $1; if ($1 < 15) fragments++ }
    END {
        printf "| lines median/p90/max | %d/%d/%d |\n", length_of[int((NR + 1) / 2)], length_of[int(NR * 0.9) + 1], length_of[NR]
        small = sprintf("| files < 15 lines | %d (%.0f %%) |", fragments, 100 * fragments / NR)
    }
    END {
        print "| files / folders | " NR "/" folders " |"
        print small
    }'
echo "| public types | $(public_types | wc -l) |"
echo "| the loop | $(body "$loop" Sample) lines of $(wc -l < "$loop") |"
echo "| contract for a new method | $(find src -name IInference.cs | xargs grep -cE '^    (ulong|IInference|string|IEnumerable|Result)[^/]*[;(]') members |"
echo "| figures of speed in git | $(find benchmarks/results -mindepth 1 -maxdepth 1 -type d 2> /dev/null | wc -l) processors |"
