using System.Reflection;
using System.Runtime.CompilerServices;
using BayesMeasure.Gpu;

namespace BayesMeasure.Tests.Architecture;

/// <summary>What holds for every type of the libraries.</summary>
public class PublicTypeTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Fact]
    public void A_public_class_is_made_to_be_inherited_or_cannot_be() =>
        Rule.BrokenByNone(Libraries.PublicTypes.Where(type => !type.IsSealed && !type.IsAbstract && !IsInherited(type)));

    [Fact]
    public void No_static_field_can_be_changed() =>
        Rule.BrokenByNone(Fields().Where(field => field is { IsStatic: true, IsInitOnly: false, IsLiteral: false }));

    [Fact]
    public void No_static_property_can_be_changed() =>
        Rule.BrokenByNone(Properties(Libraries.WrittenTypes).Where(property => property.SetMethod is { IsStatic: true }));

    [Fact]
    public void A_public_type_has_no_public_fields() =>
        Rule.BrokenByNone(Fields()
            .Where(field => field is { IsPublic: true, IsLiteral: false } && IsVisible(field) && !IsOfEnum(field)));

    [Fact]
    public void Options_are_records_that_are_changed_by_with()
    {
        List<Type> options = [.. Libraries.WrittenTypes.Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal))];
        Assert.NotEmpty(options);
        Assert.All(options, type => Assert.NotNull(type.GetMethod("<Clone>$")));
        Rule.BrokenByNone(Properties(options).Where(property => property.SetMethod is MethodInfo setter && !IsInitOnly(setter)));
    }

    [Theory]
    [InlineData("Helper")]
    [InlineData("Util")]
    [InlineData("Manager")]
    public void No_type_has_a_name_that_says_nothing(string word) =>
        Rule.BrokenByNone(Libraries.WrittenTypes.Where(type => type.Name.Contains(word, StringComparison.Ordinal)));

    [Fact]
    public void A_kernel_is_what_runs_on_a_GPU_and_no_Markov_move() =>
        Rule.BrokenByNone(Libraries.WrittenTypes.Where(type =>
            type.Name.Contains("Kernel", StringComparison.Ordinal) && type.Assembly != typeof(GpuEngine).Assembly));

    /// <summary>
    /// A library says in public what another one needs: inside it look tests, their problems, broken inputs and benchmarks, and
    /// what ILGPU makes at run time, to launch kernels.
    /// </summary>
    [Fact]
    public void Internals_are_seen_by_no_other_package() => Rule.BrokenByNone(
        from library in Libraries.Assemblies
        from friend in library.GetCustomAttributes<InternalsVisibleToAttribute>()
        where friend.AssemblyName.Split('.')[^1] is not ("Tests" or "Problems" or "Fuzz" or "Benchmarks" or "ILGPURuntime")
        select $"{library.GetName().Name} is open to {friend.AssemblyName}");

    /// <summary>Whether a class of the libraries says more of the same, as a weighed model is a compared one.</summary>
    private static bool IsInherited(Type type) => Libraries.PublicTypes.Any(other => other.BaseType == type);

    private static IEnumerable<FieldInfo> Fields() => Libraries.WrittenTypes.SelectMany(type => type.GetFields(Declared));

    private static IEnumerable<PropertyInfo> Properties(IEnumerable<Type> types) =>
        types.SelectMany(type => type.GetProperties(Declared));

    private static bool IsVisible(FieldInfo field) => field.DeclaringType!.IsVisible;

    private static bool IsOfEnum(FieldInfo field) => field.DeclaringType!.IsEnum;

    private static bool IsInitOnly(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
}
