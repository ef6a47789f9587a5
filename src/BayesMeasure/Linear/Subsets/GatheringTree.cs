namespace BayesMeasure.Linear.Subsets;

/// <summary>The last walk: it joins the sums of the tasks, in the order of the plan, with those of the large nodes.</summary>
internal sealed class GatheringTree(SubsetProblem problem, double[] references, SubsetPlan plan, IEnumerator<SubsetSums> tasks)
    : AveragingTree(problem, references)
{
    protected override void Branch(SubsetNode child)
    {
        if (!plan.IsTask(child))
        {
            Descend(child);
            return;
        }

        tasks.MoveNext();
        Take(child.Width, tasks.Current);
    }
}
