namespace BayesMeasure.PackageTests;

/// <summary>Where packages are kept.</summary>
internal static class NuGetFolders
{
    /// <summary>The environment variable that moves the folder of the user's packages.</summary>
    public const string Variable = "NUGET_PACKAGES";

    /// <summary>The environment variable that names a folder of packages to look in before any is fetched.</summary>
    public const string FallbackVariable = "NUGET_FALLBACK_PACKAGES";

    /// <summary>The folder of the packages that the user has already.</summary>
    public static string User { get; } = Environment.GetEnvironmentVariable(Variable)
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
