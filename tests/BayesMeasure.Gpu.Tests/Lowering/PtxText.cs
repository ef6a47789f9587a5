namespace BayesMeasure.Gpu.Tests.Lowering;

/// <summary>The text of a lowered kernel.</summary>
internal sealed class PtxText(string text)
{
    public string Text => text;
}
