namespace ModelStructure.Tests;

/// <summary>Tests that train a network: one after the other, since its settings are those of the process.</summary>
[CollectionDefinition("torch", DisableParallelization = true)]
public class TorchGroup;
