namespace BayesMeasure.Linear.Subsets;

/// <summary>A walk that ranks the subsets.</summary>
internal class RankingTree(SubsetProblem problem, int capacity) : SubsetTree(problem)
{
    public SubsetRanking Ranking { get; } = new(problem.Columns, capacity);

    protected override void Enter(SubsetNode node)
    {
    }

    protected override void Find(SubsetNode node, int last, double freeEnergy) =>
        Ranking.Add(node.Size + last + 1, ColumnsOf(node, last), freeEnergy);

    protected override void Leave(SubsetNode node, int dropped)
    {
    }
}
