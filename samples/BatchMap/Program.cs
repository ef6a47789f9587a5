using BatchMap;
using BayesMeasure.Batch;

// The tool for batches, with this family of models; "make" and "draw" are the sample's own, and no argument shows everything.
// <tool>
return args switch
{
    [] => await Walk.Run("map.h5", "map.batch", PeakMap.Default),
    ["make", var file] => SyntheticMap.Write(file, PeakMap.Default),
    ["draw", var maps, var figure] => MapDrawing.Draw(maps, figure),
    _ => await BatchCommand.Run(args, PeakMap.Family, PeakMap.Options),
};
// </tool>
