using BayesMeasure.Batch.Protocol;

namespace BayesMeasure.Batch.Tests.Protocol;

/// <summary>A folder in memory, which may have no links, and counts what is asked of it.</summary>
internal sealed class VirtualFolder(bool hasLinks = true) : IBatchFolder
{
    private readonly Dictionary<string, Dictionary<string, byte[]>> folders = [];

    /// <summary>How often something was asked.</summary>
    public long Operations { get; private set; }

    /// <summary>What happens before each act that changes something; throws where a process is killed by it.</summary>
    public Action<string>? Changing { get; set; }

    public string Name => "virtual";

    public bool Exists(string file) => Of(file).ContainsKey(NameOf(file));

    public IReadOnlyList<string> FilesIn(string subfolder)
    {
        Operations++;
        return folders.TryGetValue(subfolder, out var files) ? [.. files.Keys] : [];
    }

    public byte[]? Read(string file) => Of(file).GetValueOrDefault(NameOf(file));

    public bool TryCreate(string file, ReadOnlySpan<byte> contents)
    {
        Changing?.Invoke($"create {file}");
        return Of(file).TryAdd(NameOf(file), contents.ToArray());
    }

    public void Replace(string file, byte[] contents)
    {
        Changing?.Invoke($"replace {file}");
        Of(file)[NameOf(file)] = contents;
    }

    public void Delete(string file)
    {
        Changing?.Invoke($"delete {file}");
        Of(file).Remove(NameOf(file));
    }

    public LinkOutcome Link(string file, string to)
    {
        Changing?.Invoke($"link {to}");
        return !hasLinks ? LinkOutcome.Refused
            : Of(to).TryAdd(NameOf(to), Of(file)[NameOf(file)]) ? LinkOutcome.Linked
            : LinkOutcome.Taken;
    }

    public IGrowingFile? TryGrow(string file)
    {
        Changing?.Invoke($"grow {file}");
        return Of(file).TryAdd(NameOf(file), []) ? new GrowingFile(this, file) : null;
    }

    private static string NameOf(string file) => Path.GetFileName(file);

    private Dictionary<string, byte[]> Of(string file)
    {
        Operations++;
        string folder = Path.GetDirectoryName(file)!;
        if (!folders.TryGetValue(folder, out Dictionary<string, byte[]>? files))
        {
            folders[folder] = files = new(StringComparer.Ordinal);
        }

        return files;
    }

    private sealed class GrowingFile(VirtualFolder folder, string file) : IGrowingFile
    {
        public void Append(ReadOnlySpan<byte> bytes)
        {
            folder.Changing?.Invoke($"append {file}");
            Dictionary<string, byte[]> files = folder.Of(file);
            if (files.TryGetValue(NameOf(file), out byte[]? before))
            {
                files[NameOf(file)] = [.. before, .. bytes];
            }
        }

        public void Flush()
        {
        }

        public void Dispose()
        {
        }
    }
}
