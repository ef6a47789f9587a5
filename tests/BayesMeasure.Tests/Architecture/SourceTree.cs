namespace BayesMeasure.Tests.Architecture;

/// <summary>The sources of the libraries and of all else, in the working tree in which the tests were built.</summary>
internal static class SourceTree
{
    /// <summary>The working tree in which the tests were built.</summary>
    public static string Checkout { get; } = FindCheckout();

    /// <summary>All source files of all libraries.</summary>
    public static IReadOnlyList<SourceFile> Files { get; } = [.. Read(Path.Combine(Checkout, "src"))];

    /// <summary>Those and all other source files: of tests, samples and benchmarks.</summary>
    public static IEnumerable<SourceFile> Everywhere =>
        Files.Concat(OtherFolders.SelectMany(folder => Read(Path.Combine(Checkout, folder))));

    /// <summary>The source files of one library.</summary>
    public static IEnumerable<SourceFile> Of(string library) => Files.Where(file => file.Library == library);

    private static IEnumerable<string> OtherFolders => ["tests", "samples", "benchmarks"];

    private static IEnumerable<SourceFile> Read(string folder) => Directory
        .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Select(path => (Path: path, Segments: Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar)))
        .Where(file => !file.Segments.Contains("obj") && !file.Segments.Contains("bin"))
        .Select(file => new SourceFile(file.Segments, File.ReadAllLines(file.Path)));

    private static string FindCheckout()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BayesMeasure.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests do not lie within the working tree.");
    }
}
