from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0029_durations_in_seconds"),
    ]

    operations = [
        migrations.AlterField(
            model_name="promise",
            name="kind",
            field=models.CharField(
                choices=[
                    ("acknowledged", "acknowledgement"),
                    ("shown", "customer's page"),
                    ("held", "holding reply"),
                    ("delayed", "news of a delay"),
                    ("written", "agent's words"),
                ],
                db_default="written",
                default="written",
                max_length=12,
            ),
        ),
    ]
