using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("MetricsPlatform.Tests.Unit")]
