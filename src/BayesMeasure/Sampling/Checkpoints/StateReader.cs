namespace BayesMeasure.Sampling.Checkpoints;

/// <summary>Reads the state of a run.</summary>
internal sealed class StateReader(BinaryReader reader) : StateStream
{
    public override bool IsReading => true;

    /// <summary>
    /// By how much a number that was computed anew differs from what it was, at worst and relative to its size.
    /// </summary>
    public double Deviation { get; private set; }

    public override void Number(ref long value) => value = reader.ReadInt64();

    public override void Number(ref double value) => value = reader.ReadDouble();

    public override void Number(ref ushort value) => value = reader.ReadUInt16();

    public override void Text(ref string value) => value = reader.ReadString();

    public override void Recomputed(double value)
    {
        double before = reader.ReadDouble();
        if (!before.Equals(value))
        {
            double difference = Math.Abs(value - before) / Math.Max(1, Math.Max(Math.Abs(value), Math.Abs(before)));
            Deviation = Math.Max(Deviation, double.IsFinite(difference) ? difference : double.PositiveInfinity);
        }
    }
}
