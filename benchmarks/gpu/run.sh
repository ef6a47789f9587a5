#!/usr/bin/env bash
# Checks the GPU engine on this machine and measures it.
#
#   run.sh --build-only              makes the program, one file, and leaves it at that
#   run.sh [--out FOLDER] [OPTION]   makes it and runs it; results go to FOLDER, benchmarks/gpu/results by default
#
# The file needs the driver of the GPU and nothing else: it can be copied to a machine without .NET and run there. Where there is
# no .NET but the file has been made, it is run as it is.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$here/../../artifacts/gpu
program=$folder/BayesMeasure.GpuBenchmark
most_bytes=60000000

if command -v dotnet > /dev/null; then
    # The packages of one platform are not those that the lock files name, so they are locked beside what is built.
    dotnet publish "$here/BayesMeasure.GpuBenchmark.csproj" -c Release -r linux-x64 --self-contained \
        -p:PublishSingleFile=true -p:RestoreLockedMode=false -p:NuGetLockFilePath=obj/publish.lock.json -o "$folder"
    bytes=$(stat -c %s "$program")
    echo "$program: $bytes bytes"
    if [ "$bytes" -gt "$most_bytes" ]; then
        echo "The program has more than $most_bytes bytes." >&2
        exit 1
    fi
elif [ ! -x "$program" ]; then
    echo "There is no .NET here, and $program has not been made: run 'run.sh --build-only' elsewhere and copy the file." >&2
    exit 1
fi

[ "${1:-}" = --build-only ] && exit 0
case " $* " in
    *' --out '*) exec "$program" "$@" ;;
    *) exec "$program" --out "$here/results" "$@" ;;
esac
