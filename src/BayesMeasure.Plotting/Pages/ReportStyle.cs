namespace BayesMeasure.Plotting.Pages;

/// <summary>What a report looks like, on a screen of any width, in the dark, and on paper.</summary>
internal static class ReportStyle
{
    /// <summary>
    /// In the dark a drawing is turned round in lightness, and its hues are kept; on paper two small drawings stand side by side.
    /// </summary>
    public const string Sheet =
        """
        :root { color-scheme: light dark; }
        body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: #222; background: #fff; }
        main { max-width: 75em; margin: 0 auto; padding: 1.5em 1em 3em; }
        h1 { font-size: 1.7em; line-height: 1.2; margin: 0 0 .6em; overflow-wrap: anywhere; }
        h2 { font-size: 1.2em; margin: 2em 0 .5em; padding-bottom: .2em; border-bottom: 1px solid rgba(128,128,128,.4); }
        p { margin: .5em 0; overflow-wrap: anywhere; }
        .verdict { font-size: 1.15em; padding: .7em 1em; border-left: .3em solid #0b3c6f; background: rgba(128,128,128,.1); }
        .open { border-left-color: #d55e00; }
        .aside, figcaption { color: #666; font-size: .9em; }
        figure { margin: 1em 0; }
        figure > div { overflow-x: auto; }
        figure svg { min-width: 36em; }
        svg { display: block; max-width: 100%; height: auto; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; vertical-align: top; padding: .2em .8em .2em 0; }
        th, td { border-bottom: 1px solid rgba(128,128,128,.3); }
        .words td { overflow-wrap: anywhere; }
        code { overflow-wrap: anywhere; }
        @media (prefers-color-scheme: dark) {
          body { color: #ddd; background: #161616; }
          .aside, figcaption { color: #aaa; }
          .verdict { border-left-color: #6baed6; }
          .open { border-left-color: #e69f00; }
          svg { filter: invert(.91) hue-rotate(180deg); }
        }
        @media print {
          body { font-size: 7.5pt; line-height: 1.2; color: #000; background: #fff; }
          main { max-width: none; padding: 0; }
          h1 { font-size: 15pt; }
          h2 { margin: 1em 0 .3em; break-after: avoid; }
          p { margin: .25em 0; }
          figure, tr { break-inside: avoid; margin: .4em 0; }
          figure > div { max-width: 100% !important; }
          figure svg { min-width: 0; filter: none; max-height: 6.5cm; }
          .scroll { overflow: visible; }
        }
        """;
}
