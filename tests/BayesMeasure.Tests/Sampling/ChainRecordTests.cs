using BayesMeasure.Sampling;

namespace BayesMeasure.Tests.Sampling;

public class ChainRecordTests
{
    [Fact]
    public void What_was_written_down_is_read_back()
    {
        var record = new ChainRecord(parameters: 2, rungs: 3);
        record.Grow(2);
        record.Write(1, [5, 6], -0.5, [1, 2, 3], [2, 0, 1]);
        double[] point = new double[2];
        double[] byRung = new double[3];
        int[] walkers = new int[3];
        Assert.Equal(-0.5, record.Read(1, point, byRung, walkers));
        Assert.Equal([5, 6], point);
        Assert.Equal([1, 2, 3], byRung);
        Assert.Equal([2, 0, 1], walkers);
    }

    [Fact]
    public void Growing_keeps_what_there_is_and_what_was_made_of_it()
    {
        var record = new ChainRecord(parameters: 1, rungs: 2);
        record.Grow(1);
        record.Write(0, [7], 0, [1, 2], [0, 1]);
        (double[] points, double[][] logLikelihoods) = (record.Points, record.LogLikelihoods);
        record.Grow(3);
        record.Write(1, [8], 0, [3, 4], [1, 0]);
        Assert.Equal([7], points);
        Assert.Equal([[1], [2]], logLikelihoods);
        Assert.Equal([7, 8], record.Points[..2]);
        Assert.Equal([2, 4], record.LogLikelihoods[1][..2]);
    }
}
