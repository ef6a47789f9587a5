namespace BayesMeasure.PackageTests;

/// <summary>A folder outside the working tree that is deleted with all its files.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("bayes-measure-").FullName;

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    public void Write(string file, string text) => File.WriteAllText(PathOf(file), text);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
