namespace BayesMeasure.Sampling.Checkpoints;

/// <summary>Reads the state of a run.</summary>
internal sealed class StateReader(BinaryReader reader) : StateStream
{
    public override bool IsReading => true;

    protected override long Left => reader.BaseStream.Length - reader.BaseStream.Position;

    public override void Number(ref long value) => value = reader.ReadInt64();

    public override void Number(ref double value) => value = reader.ReadDouble();

    public override void Number(ref ushort value) => value = reader.ReadUInt16();

    public override void Text(ref string value) => value = reader.ReadString();
}
