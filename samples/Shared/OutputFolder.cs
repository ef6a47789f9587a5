namespace BayesMeasure.Samples;

/// <summary>The folder for the results. That it can be written to is tried before anything is sampled.</summary>
public sealed class OutputFolder
{
    /// <summary>Creates the folder if need be.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="UserErrorException">It cannot be created, or not be written to.</exception>
    public OutputFolder(string path)
    {
        Path = path;
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new UserErrorException("--out: give the name of a folder, such as out.");
        }

        if (File.Exists(path))
        {
            throw new UserErrorException($"--out {path}: this is a file, not a folder. Choose another name.");
        }
        try
        {
            Directory.CreateDirectory(path);
            string probe = System.IO.Path.Combine(path, System.IO.Path.GetRandomFileName());
            using FileStream file = File.Create(probe, bufferSize: 1, FileOptions.DeleteOnClose);
            file.WriteByte(0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string reason = UserErrorException.Sentence(error);
            throw new UserErrorException(
                $"--out {path}: the folder cannot be written to. {reason}\nChoose another folder.", error);
        }
    }

    /// <summary>The folder, as it was named.</summary>
    public string Path { get; }

    /// <summary>The path of a file in the folder.</summary>
    public string PathOf(string file) => System.IO.Path.Combine(Path, file);
}
