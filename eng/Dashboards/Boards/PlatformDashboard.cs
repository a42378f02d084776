using MetricsPlatform.Dashboards.Boards.Platform;
using MetricsPlatform.Dashboards.Model;

namespace MetricsPlatform.Dashboards.Boards;

/// <summary>For those who run the platform: does everything that was sent arrive in the figures, how fast, with what resources.</summary>
internal static class PlatformDashboard
{
    public static Dashboard Make() => new(
        "platform", "Platform", "What the platform takes in, how long it takes, what it refuses, and what it needs.", "now-6h", "1m",
        PlatformPages.Home,
        [
            Variable.Prometheus(),
            Variable.Many("job", "Job", """label_values(process_start_time_seconds{job=~".*metricsplatform.*"}, job)"""),
            Variable.Many("instance", "Instance", """label_values(process_start_time_seconds{job=~"$job"}, instance)"""),
            PlatformPages.Address,
        ],
        [
            new Section("", 4, [State.Down(), State.Waiting(), State.Age(), State.DeadLetters(), State.Skipped(), State.HeldBack()]),
            new Section("Intake", 8, [Intake.Received(), Intake.Refused(), Intake.Repeats(), Intake.WithoutLeave()]),
            new Section("", 9, [Intake.Sources()]),
            new Section("How long it takes", 8,
            [
                Delays.AcceptanceToKpi(), Delays.EventToAcceptance(), Delays.Computation(), Delays.Inbox(), Delays.InboxSize(), Delays.DeadLetters(),
            ]),
            new Section("Resources", 8,
            [
                Resources.Processor(), Resources.Memory(), Resources.ManagedMemory(), Resources.Collections(), Resources.Threads(), Resources.Handles(),
            ]),
            new Section("", 7, [Resources.Partitions(), Resources.Builds()]),
        ]);
}
