using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("MetricsPlatform.Bench")]
[assembly: InternalsVisibleTo("MetricsPlatform.Tests.Unit")]
