namespace BayesMeasure.Amortized.Tests;

/// <summary>
/// All tests that touch torch: one after the other, on one thread, since its settings are those of the process and other work
/// beside
/// it changes the last bits.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class TorchGroup : ICollectionFixture<OneThread>
{
    public const string Name = "torch";
}

/// <summary>Loads libtorch and lets it have one thread.</summary>
public sealed class OneThread
{
    public OneThread()
    {
        Amortized.Native.TorchLibrary.Require();
        TorchSharp.torch.set_num_threads(1);
    }
}
