namespace BayesMeasure.PackageTests;

/// <summary>
/// A console project as a newcomer starts it, in a folder of its own, which knows the library as a package alone.
/// </summary>
internal sealed class FreshProject : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public FreshProject(PackedLibraries packages)
    {
        folder.Write("Consumer.csproj", Project(packages.Version));
        folder.Write("nuget.config", PackageFolders(packages.Source));
        folder.Write("Directory.Build.props", "<Project />");
        folder.Write("Directory.Build.targets", "<Project />");
        folder.Write("Directory.Packages.props", "<Project />");
        foreach (string source in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Consumer")))
        {
            File.Copy(source, folder.PathOf(Path.GetFileName(source)));
        }
    }

    /// <summary>Builds the program, runs it, and gives the lines that it printed.</summary>
    public async Task<string[]> Run()
    {
        string output = await DotnetTool.Run(folder.Path, "run", "--configuration", "Release", "--disable-build-servers");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    public void Dispose() => folder.Dispose();

    private static string Project(string version) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="BayesMeasure" Version="{version}" />
          </ItemGroup>
        </Project>
        """;

    /// <summary>
    /// The packages under test go to a folder of this project; those that they need come from where the user has them.
    /// </summary>
    private static string PackageFolders(string source) => $"""
        <configuration>
          <config>
            <add key="globalPackagesFolder" value="packages" />
          </config>
          <packageSources>
            <add key="local" value="{source}" />
          </packageSources>
          <fallbackPackageFolders>
            <add key="user" value="{NuGetFolders.User}" />
          </fallbackPackageFolders>
        </configuration>
        """;
}
