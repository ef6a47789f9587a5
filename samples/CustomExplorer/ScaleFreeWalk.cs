namespace CustomExplorer;

// <explorer>
public sealed record ScaleFreeWalk(double Decades) : Explorer
{
    public override RungExplorer CreateRung(ITarget target) =>
        new Rung([.. target.Parameters.Select(parameter => parameter.Prior.StandardDeviation)], Decades);

    private sealed class Rung(double[] widths, double decades) : RungExplorer
    {
        public override void Explore(Replica replica, in Sweep sweep)
        {
            for (int position = 0; position < widths.Length; position++)
            {
                double length = widths[position] * Math.Pow(10, -decades * sweep.Random.NextUniform());
                double trial = replica.Coordinates[position] + length * sweep.Random.NextNormal();
                replica.Move([position], [trial], sweep.InverseTemperature, sweep.Random.NextLogUniform());
            }
        }
    }
}
// </explorer>
