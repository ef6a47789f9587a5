namespace BayesMeasure.PackageTests;

/// <summary>The working tree in which the tests were built.</summary>
internal static class Checkout
{
    /// <summary>The nearest parent folder that holds the solution.</summary>
    public static string Folder { get; } = Parents(AppContext.BaseDirectory)
        .First(parent => File.Exists(Path.Combine(parent, "BayesMeasure.sln")));

    private static IEnumerable<string> Parents(string folder)
    {
        for (DirectoryInfo? parent = new(folder); parent != null; parent = parent.Parent)
        {
            yield return parent.FullName;
        }
    }
}
