namespace BayesMeasure.PackageTests;

/// <summary>The tests that share one packing.</summary>
[CollectionDefinition(Name)]
public sealed class PackedLibrariesGroup : ICollectionFixture<PackedLibraries>
{
    public const string Name = "packed libraries";
}
