#!/usr/bin/env bash
# Compares every code block of README.md, docs/*.md and samples/*/README.md that follows "<!-- snippet: FILE NAME -->" with the lines
# between "// <NAME>" and "// </NAME>" of that file, their common indentation removed.
set -euo pipefail
cd "$(dirname "$0")/.."

snippet_of_file() {
    sed -n "\#// <$2>#,\#// </$2>#p" "$1" | sed '1d;$d' | awk '
        { lines[NR] = $0 }
        /[^ ]/ { match($0, /^ */); if (!found || RLENGTH < least) least = RLENGTH; found = 1 }
        END { for (i = 1; i <= NR; i++) print substr(lines[i], least + 1) }'
}

snippet_of_page() {
    awk -v marker="<!-- snippet: $2 $3 -->" '
        $0 == marker { wanted = 1; next }
        wanted && /^```/ { if (inside) exit; inside = 1; next }
        inside { print }' "$1"
}

count=0
for page in README.md docs/*.md samples/*/README.md; do
    while read -r file name; do
        if ! difference=$(diff <(snippet_of_file "$file" "$name") <(snippet_of_page "$page" "$file" "$name")); then
            printf '%s differs from <%s> in %s:\n%s\n' "$page" "$name" "$file" "$difference" >&2
            exit 1
        fi
        [ -n "$(snippet_of_file "$file" "$name")" ] || { echo "There is no <$name> in $file." >&2; exit 1; }
        count=$((count + 1))
    done < <(sed -n 's/^<!-- snippet: \(.*\) \(.*\) -->$/\1 \2/p' "$page")
done

[ "$count" -gt 0 ] || { echo "README.md and docs name no snippet." >&2; exit 1; }
echo "$count snippets of README.md and docs are those of the samples."
