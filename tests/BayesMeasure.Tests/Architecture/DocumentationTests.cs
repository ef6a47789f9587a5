using System.Reflection;
using System.Xml.Linq;

namespace BayesMeasure.Tests.Architecture;

/// <summary>Every public member is documented, in the file that travels with the library.</summary>
public class DocumentationTests
{
    private const BindingFlags Public =
        BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Assembly, Dictionary<string, XElement>> Files = Libraries.PublicTypes
        .Select(type => type.Assembly)
        .Distinct()
        .ToDictionary(assembly => assembly, Read);

    [Fact]
    public void Every_public_type_says_what_it_is() => Rule.BrokenByNone(Undocumented(Libraries.PublicTypes));

    [Fact]
    public void Every_public_member_says_what_it_is() =>
        Rule.BrokenByNone(Undocumented(Libraries.PublicTypes.Where(type => !IsDelegate(type)).SelectMany(WrittenMembers)));

    private static IEnumerable<string> Undocumented(IEnumerable<MemberInfo> members) => members
        .Where(member => !IsDocumented(member))
        .Select(DocumentationName.Of);

    private static bool IsDocumented(MemberInfo member) =>
        Files[member.Module.Assembly].TryGetValue(DocumentationName.Of(member), out XElement? text)
        && (text.Element("inheritdoc") is not null || !string.IsNullOrWhiteSpace(text.Element("summary")?.Value));

    /// <summary>
    /// Accessors are documented with their property; a constructor without parameters need not be written at all.
    /// </summary>
    private static IEnumerable<MemberInfo> WrittenMembers(Type type) => type.GetMembers(Public)
        .Where(member => !Libraries.IsGenerated(member))
        .Where(member => member switch
        {
            Type => false,
            ConstructorInfo constructor => constructor.GetParameters().Length > 0,
            MethodInfo method => !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal),
            FieldInfo field => !field.IsSpecialName,
            _ => true,
        });

    private static bool IsDelegate(Type type) => type.IsSubclassOf(typeof(Delegate));

    private static Dictionary<string, XElement> Read(Assembly assembly) => XDocument
        .Load(Path.ChangeExtension(assembly.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(member => (string)member.Attribute("name")!);
}
