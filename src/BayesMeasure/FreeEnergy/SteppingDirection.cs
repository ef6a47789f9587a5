namespace BayesMeasure.FreeEnergy;

/// <summary>The rung of each interval of the ladder from which its ratio of partition functions is made.</summary>
public enum SteppingDirection
{
    /// <summary>The hotter rung: Z_{l+1} / Z_l = &lt;L^(beta_{l+1} - beta_l)&gt; at beta_l. The better choice.</summary>
    Forward,

    /// <summary>The colder rung: Z_l / Z_{l+1} = &lt;L^-(beta_{l+1} - beta_l)&gt; at beta_{l+1}. A check on the other one.</summary>
    Reverse,
}
