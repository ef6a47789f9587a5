using BayesMeasure.Batch.Protocol;

namespace BayesMeasure.Batch.Tests.Protocol;

/// <summary>A folder of which one thread at a time asks something, as of a server.</summary>
internal sealed class SharedFolder(IBatchFolder inner) : IBatchFolder
{
    private readonly Lock gate = new();

    public string Name => inner.Name;

    public bool Exists(string file) => Ask(() => inner.Exists(file));

    public IReadOnlyList<string> FilesIn(string subfolder) => Ask(() => inner.FilesIn(subfolder));

    public byte[]? Read(string file) => Ask(() => inner.Read(file));

    public bool TryCreate(string file, ReadOnlySpan<byte> contents)
    {
        byte[] copy = contents.ToArray();
        return Ask(() => inner.TryCreate(file, copy));
    }

    public void Replace(string file, byte[] contents) => Ask(() => Do(() => inner.Replace(file, contents)));

    public void Delete(string file) => Ask(() => Do(() => inner.Delete(file)));

    public LinkOutcome Link(string file, string to) => Ask(() => inner.Link(file, to));

    public IGrowingFile? TryGrow(string file) => Ask(() => inner.TryGrow(file)) is { } grown ? new SharedFile(this, grown) : null;

    private static bool Do(Action act)
    {
        act();
        return true;
    }

    private T Ask<T>(Func<T> ask)
    {
        lock (gate)
        {
            return ask();
        }
    }

    private sealed class SharedFile(SharedFolder folder, IGrowingFile inner) : IGrowingFile
    {
        public void Append(ReadOnlySpan<byte> bytes)
        {
            byte[] copy = bytes.ToArray();
            folder.Ask(() => Do(() => inner.Append(copy)));
        }

        public void Flush() => folder.Ask(() => Do(inner.Flush));

        public void Dispose() => folder.Ask(() => Do(inner.Dispose));
    }
}
