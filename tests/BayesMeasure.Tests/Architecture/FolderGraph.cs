using System.Text.RegularExpressions;

namespace BayesMeasure.Tests.Architecture;

/// <summary>
/// Which folders of a library use which, at every depth, read off its sources. A folder uses another one where a line names its
/// namespace, and one that it lies in where a line names a type of that folder, for which no using is needed.
/// </summary>
internal sealed class FolderGraph
{
    private const string TypeDeclaration =
        @"^(?:public|internal) .*?\b(?:class|struct|interface|enum|record(?! struct)|delegate \S+) (\w+)";

    private readonly string library;
    private readonly ILookup<string, SourceFile> files;
    private readonly Dictionary<string, HashSet<string>> types;

    /// <param name="library">The name of the library.</param>
    public FolderGraph(string library)
    {
        this.library = library;
        files = SourceTree.Of(library).Where(file => file.Segments.Length > 2).ToLookup(FolderOf);
        types = files.ToDictionary(
            folder => folder.Key, folder => folder.SelectMany(file => file.Find(TypeDeclaration)).ToHashSet());
    }

    /// <summary>The folders, such as "Linear.Subsets".</summary>
    public IEnumerable<string> Folders => files.Select(folder => folder.Key);

    /// <summary>The folders that a folder uses, in order; not itself.</summary>
    public IEnumerable<string> UsesOf(string folder) => files[folder]
        .SelectMany(file => Named(file).Concat(Surrounding(folder).Where(outer => NamesTypeOf(outer, file, folder))))
        .Where(other => other != folder)
        .Distinct()
        .Order(StringComparer.Ordinal);

    private static string FolderOf(SourceFile file) => string.Join('.', file.Segments[1..^1]);

    private static IEnumerable<string> Surrounding(string folder) =>
        Enumerable.Range(0, folder.Length).Where(i => folder[i] == '.').Select(i => folder[..i]);

    /// <summary>The folders whose namespaces are named: of "Linear.Subsets.SubsetPlan", the folder "Linear.Subsets".</summary>
    private IEnumerable<string> Named(SourceFile file) => file
        .Find($@"\b{Regex.Escape(library)}\.([A-Z][\w.]*)")
        .Select(path => Surrounding(path).Append(path).LastOrDefault(types.ContainsKey))
        .OfType<string>();

    private bool NamesTypeOf(string outer, SourceFile file, string folder) => types.ContainsKey(outer)
        && file.Find(@"(?<![.\w])([A-Z]\w*)").Any(name => types[outer].Contains(name) && !types[folder].Contains(name));
}
