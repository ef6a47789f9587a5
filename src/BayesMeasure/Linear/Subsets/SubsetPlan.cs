namespace BayesMeasure.Linear.Subsets;

/// <summary>
/// The division of a walk into tasks: the large nodes are walked here, and the triangles of the small ones are put aside. It is
/// the same for any number of threads.
/// </summary>
internal sealed class SubsetPlan
{
    /// <summary>So many columns are decided on before a task begins: some hundred tasks, the largest 1/128 of all.</summary>
    private const int ColumnsBefore = 7;

    private readonly List<(SubsetNode Node, double[] Triangle)> tasks = [];
    private readonly int largest;

    public SubsetPlan(SubsetProblem problem) => largest = Math.Max(1, problem.Columns - ColumnsBefore);

    /// <summary>The small nodes with their triangles, in the order of the walk.</summary>
    public IReadOnlyList<(SubsetNode Node, double[] Triangle)> Tasks => tasks;

    /// <summary>Whether a node is a task.</summary>
    public bool IsTask(SubsetNode node) => node.Width <= largest;

    /// <summary>Puts a node aside.</summary>
    public void Add(SubsetNode node, double[] triangle) => tasks.Add((node, [.. triangle]));
}
