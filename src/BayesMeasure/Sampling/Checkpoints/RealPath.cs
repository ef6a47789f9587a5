namespace BayesMeasure.Sampling.Checkpoints;

/// <summary>The one name that a file has, however it was named: by links, or from another folder.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>The path without links, as far as it exists.</summary>
    public static string Of(string path)
    {
        string real = Path.GetFullPath(path);
        for (int links = 0; links < MostLinks; links++)
        {
            if (Resolved(real) is not { } next || next == real)
            {
                break;
            }

            real = next;
        }

        return real;
    }

    /// <summary>The path with the first link in it resolved; null where there is none.</summary>
    private static string? Resolved(string path)
    {
        string at = Path.GetPathRoot(path)!;
        string[] parts = path[at.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        for (int part = 0; part < parts.Length; part++)
        {
            string here = Path.Combine(at, parts[part]);
            if (new FileInfo(here).LinkTarget is { } target)
            {
                return Path.GetFullPath(Path.Combine([Path.GetFullPath(target, at), .. parts[(part + 1)..]]));
            }

            at = here;
        }

        return null;
    }
}
