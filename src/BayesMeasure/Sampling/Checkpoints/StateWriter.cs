namespace BayesMeasure.Sampling.Checkpoints;

/// <summary>Writes the state of a run.</summary>
internal sealed class StateWriter(BinaryWriter writer) : StateStream
{
    public override bool IsReading => false;

    public override void Number(ref long value) => writer.Write(value);

    public override void Number(ref double value) => writer.Write(value);

    public override void Number(ref ushort value) => writer.Write(value);

    public override void Text(ref string value) => writer.Write(value);
}
