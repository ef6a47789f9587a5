namespace BayesMeasure.Linear.Subsets;

/// <summary>The first walk: it ranks the subsets of the large nodes, and divides up the rest.</summary>
internal sealed class PlanningTree(SubsetProblem problem, int capacity) : RankingTree(problem, capacity)
{
    public SubsetPlan Plan { get; } = new(problem);

    protected override void Branch(SubsetNode child)
    {
        if (Plan.IsTask(child))
        {
            Plan.Add(child, TriangleOf(child.Width));
        }
        else
        {
            Descend(child);
        }
    }
}
