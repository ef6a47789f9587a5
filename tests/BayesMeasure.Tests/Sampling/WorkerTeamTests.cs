using BayesMeasure.Sampling;

namespace BayesMeasure.Tests.Sampling;

public class WorkerTeamTests
{
    [Theory]
    [InlineData(1, 7)]
    [InlineData(2, 7)]
    [InlineData(3, 7)]
    [InlineData(16, 3)]
    public void Every_item_is_done_once_a_run(int members, int items)
    {
        int[] done = new int[items];
        using var team = new WorkerTeam(members);
        for (int run = 1; run <= 300; run++)
        {
            team.Run(items, item => Interlocked.Increment(ref done[item]));
            Assert.All(done, count => Assert.Equal(run, count));
        }
    }

    [Fact]
    public void Of_several_failures_that_of_the_lowest_item_is_told()
    {
        using var second = new ManualResetEventSlim();
        using var team = new WorkerTeam(2);
        void Work(int item)
        {
            if (item == 2)
            {
                second.Wait();
                throw new TimeoutException("2");
            }

            if (item == 3)
            {
                second.Set();
                throw new TimeoutException("3");
            }
        }

        Assert.Equal("2", Assert.Throws<TimeoutException>(() => team.Run(4, Work)).Message);
    }

    [Fact]
    public void Nobody_waits_for_a_team_without_work()
    {
        using var team = new WorkerTeam(4);
        team.Run(0, _ => throw new InvalidOperationException());
    }

    [Fact]
    public void The_work_may_grow_and_shrink_from_run_to_run()
    {
        int[] done = new int[9];
        using var team = new WorkerTeam(3);
        foreach (int items in new[] { 2, 9, 1, 5 })
        {
            team.Run(items, item => Interlocked.Increment(ref done[item]));
        }
        Assert.Equal([4, 3, 2, 2, 2, 1, 1, 1, 1], done);
    }
}
