namespace BayesMeasure.Problems;

/// <summary>Data that may not be shipped: a folder "shared/data" beside the checkout, where there is one.</summary>
public static class SharedData
{
    /// <summary>The folder in the nearest parent folder that has it; null when none has.</summary>
    public static string? Folder { get; } = Parents(AppContext.BaseDirectory)
        .Select(parent => Path.Combine(parent, "shared", "data"))
        .FirstOrDefault(Directory.Exists);

    private static IEnumerable<string> Parents(string folder)
    {
        for (DirectoryInfo? parent = new(folder); parent != null; parent = parent.Parent)
        {
            yield return parent.FullName;
        }
    }
}
