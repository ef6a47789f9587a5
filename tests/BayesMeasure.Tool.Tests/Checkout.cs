namespace BayesMeasure.Tool.Tests;

/// <summary>
/// The sources that these tests were built from, which lie above them; paths of the compiler are none in a build of CI.
/// </summary>
internal static class Checkout
{
    private static string Root { get; } = AncestorsOf(AppContext.BaseDirectory)
        .First(folder => File.Exists(Path.Combine(folder, "BayesMeasure.sln")));

    /// <summary>The place of a file or folder of the sources.</summary>
    /// <param name="names">Its path from the root, name by name.</param>
    public static string PathOf(params string[] names) => Path.Combine([Root, .. names]);

    private static IEnumerable<string> AncestorsOf(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
        {
            yield return at.FullName;
        }
    }
}
